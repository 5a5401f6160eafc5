package io.tocsin.local.standins;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a service.
 *
 * @param path decoded, below the service's own
 * @param headers by their names in lower case
 */
record ServiceRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  static ServiceRequest of(HttpExchange exchange, String base, String body) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return new ServiceRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath().substring(base.length()),
        form(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
        headers,
        body);
  }

  /** What a form, or a query, says. */
  static Map<String, String> form(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        values.put(decode(pair.substring(0, sign)), decode(pair.substring(sign + 1)));
      }
    }
    return values;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** What stands behind the last slash of a path with that beginning; absent for another path. */
  Optional<String> idBehind(String beginning) {
    return Optional.of(path)
        .filter(text -> text.startsWith(beginning) && text.length() > beginning.length())
        .map(text -> text.substring(beginning.length()));
  }
}
