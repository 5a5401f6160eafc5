package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.servlet.http.ServletHttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as the gateway handed it over.
 *
 * @param headers names in lower case, with every value that was sent
 * @param body the bytes as they came
 * @param address the caller's, as the gateway saw it; what a header says about it counts nothing
 */
// Requests are never compared nor printed.
@SuppressWarnings("ArrayRecordComponent")
record Incoming(Map<String, List<String>> headers, byte[] body, Optional<String> address) {

  /** Goes back to Lambda's event, because Micronaut's view of a body loses bytes. */
  static Incoming of(HttpRequest<?> request) {
    HttpRequest<?> inner = request;
    while (inner instanceof HttpRequestWrapper<?> wrapper) {
      inner = wrapper.getDelegate();
    }
    if (inner instanceof ServletHttpRequest<?, ?> servlet) {
      Object event = servlet.getNativeRequest();
      return IngestFunction.read(event)
          .or(() -> IngestRestFunction.read(event))
          .orElseThrow(() -> new IllegalStateException("no event of API Gateway: " + event));
    }
    throw new IllegalStateException("not a request of a function: " + inner.getClass());
  }

  /**
   * Puts a request together.
   *
   * @throws IllegalArgumentException when the body is not the base64 it is said to be
   */
  static Incoming of(
      Map<String, List<String>> headers,
      @Nullable String body,
      boolean base64,
      Optional<String> address) {
    String text = body == null ? "" : body;
    byte[] bytes =
        base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> lower = new LinkedHashMap<>();
    headers.forEach(
        (name, values) ->
            lower
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .addAll(values));
    return new Incoming(lower, bytes, address);
  }

  /** Every value of a header; where the gateway joined several by a comma, they are parted. */
  List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (String value : headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of())) {
      for (String part : value.split(",", -1)) {
        values.add(part.strip());
      }
    }
    return values;
  }
}
