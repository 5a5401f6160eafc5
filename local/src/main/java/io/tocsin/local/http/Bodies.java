package io.tocsin.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads and writes bodies of the JDK's HTTP server, which is particular about lengths. */
public final class Bodies {
  private Bodies() {}

  /** The request's body; empty when it is longer than the limit, in bytes. */
  public static Optional<byte[]> read(HttpExchange exchange, int limit) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(limit + 1);
      return body.length > limit ? Optional.empty() : Optional.of(body);
    }
  }

  /** Answers, without a body where the protocol allows none. */
  public static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean none =
        body.length == 0
            || status == 204
            || status == 304
            || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
  }
}
