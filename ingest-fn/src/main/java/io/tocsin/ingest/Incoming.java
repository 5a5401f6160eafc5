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
import java.util.Set;
import java.util.regex.Pattern;
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
  /** RFC 9110, 5.6.2 and 5.5; characters beyond ASCII are let through. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern VALUE =
      Pattern.compile("(?:[^\\x00-\\x20\\x7f][^\\x00-\\x08\\x0a-\\x1f\\x7f]*)?");

  /** The blanks that are no part of a value; any other is one of its characters. */
  private static final Pattern AROUND = Pattern.compile("^[ \\t]+|[ \\t]+$");

  private static final Set<String> UNREAD =
      Set.of(
          "accept",
          "accept-charset",
          "accept-language",
          "forwarded",
          "origin",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-proto");

  /** What a gateway decoded of a path can look like a query, which it tells separately. */
  private static final Pattern NO_PATH = Pattern.compile("[?#]");

  /**
   * Refuses what no HTTP has, before Micronaut reads it, which answers it with an empty 500.
   *
   * @throws Problem.Refused when a header's name or value, or the path, cannot be one
   */
  static void checkForm(Map<String, List<String>> headers, Optional<String> path) {
    headers.forEach(
        (name, values) -> {
          boolean proper = values.stream().allMatch(value -> VALUE.matcher(value).matches());
          if (!proper || !NAME.matcher(name).matches()) {
            throw new Problem.Refused(
                Problem.badRequest(
                    "A header is not well-formed; send names of letters, digits and -, and values"
                        + " without control characters or blanks before them"));
          }
        });
    if (path.filter(text -> NO_PATH.matcher(text).find()).isPresent()) {
      throw new Problem.Refused(Problem.badRequest("The path or the query is not well-formed"));
    }
  }

  /**
   * The headers without those that Micronaut reads and nobody here does: it answers a {@code ;} in
   * a preference with an empty 500, another origin with an empty 403, and a host that is none with
   * an exception. What a proxy is said to have forwarded anybody may write; the address that counts
   * is the gateway's.
   */
  static <T> Map<String, T> withoutPreferences(@Nullable Map<String, T> headers) {
    Map<String, T> others = new LinkedHashMap<>();
    if (headers != null) {
      headers.forEach(
          (name, value) -> {
            if (!UNREAD.contains(name.toLowerCase(Locale.ROOT))) {
              others.put(name, value);
            }
          });
    }
    return others;
  }

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
        values.add(AROUND.matcher(part).replaceAll(""));
      }
    }
    return values;
  }
}
