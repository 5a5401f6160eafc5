package io.tocsin.dispatch;

import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.delivery.Transport;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The one way out: picks by a request's URL, and by whether it is to be guarded, what sends it. */
final class ByScheme implements Transport {
  private final Transport http;
  private final Transport guarded;
  private final Map<String, SchemeTransport> others = new HashMap<>();

  ByScheme(Transport http, Transport guarded, Collection<SchemeTransport> others) {
    this.http = http;
    this.guarded = guarded;
    others.forEach(other -> other.schemes().forEach(scheme -> add(scheme, other)));
  }

  private void add(String scheme, SchemeTransport other) {
    if (others.putIfAbsent(scheme, other) != null) {
      throw new IllegalStateException("two transports are there for " + scheme + ":");
    }
  }

  @Override
  public Reply send(Request request) throws InterruptedException {
    if (request.guarded()) {
      return guarded.send(request);
    }
    SchemeTransport other = others.get(scheme(request));
    return other == null ? http.send(request) : other.send(request);
  }

  private static String scheme(Request request) {
    String url = request.url().reveal();
    return url.substring(0, Math.max(url.indexOf(':'), 0)).toLowerCase(Locale.ROOT);
  }
}
