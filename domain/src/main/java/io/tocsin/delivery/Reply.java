package io.tocsin.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came back for a request, if anything did. */
public sealed interface Reply {

  /**
   * An answer.
   *
   * @param headers names in lower case
   * @param body the first 64 KiB of it
   */
  record Answer(int status, Map<String, List<String>> headers, String body) implements Reply {
    /** The header's first value; the name in lower case. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name)).flatMap(values -> values.stream().findFirst());
    }
  }

  /** The request never left: connection refused, unknown host. The reason names no address. */
  record NotSent(String reason) implements Reply {}

  /** The request left, or may have, and no answer came. The reason names no address. */
  record Lost(String reason) implements Reply {}
}
