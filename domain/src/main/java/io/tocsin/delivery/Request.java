package io.tocsin.delivery;

import io.tocsin.keys.Secret;
import java.time.Duration;
import java.util.Map;

/**
 * An HTTP request to a service.
 *
 * @param url secret as a whole: webhook URLs are credentials
 * @param headers their values are secret too
 * @param body sent as UTF-8
 * @param timeout from connecting to the end of the answer
 */
public record Request(
    String method, Secret url, Map<String, Secret> headers, String body, Duration timeout) {
  public Request {
    headers = Map.copyOf(headers);
  }

  /** Without the body: some services want their credential in it. */
  @Override
  public String toString() {
    return method + " of " + body.length() + " characters";
  }
}
