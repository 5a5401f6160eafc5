package io.tocsin.delivery;

import io.tocsin.keys.Secret;
import java.time.Duration;
import java.util.Map;

/**
 * A request to a service, over HTTP unless the scheme of its URL says otherwise.
 *
 * @param url secret as a whole: webhook URLs are credentials
 * @param headers their values are secret too
 * @param body sent as UTF-8
 * @param timeout from connecting to the end of the answer
 * @param guarded whether the URL may lead anywhere, so that the address behind it must be checked
 *     when it is connected to: nothing inside a network may be reached by naming it as a receiver
 */
public record Request(
    String method,
    Secret url,
    Map<String, Secret> headers,
    String body,
    Duration timeout,
    boolean guarded) {
  public Request {
    headers = Map.copyOf(headers);
  }

  /** A request to a service whose hosts are known. */
  public Request(
      String method, Secret url, Map<String, Secret> headers, String body, Duration timeout) {
    this(method, url, headers, body, timeout, false);
  }

  /** The same, given up after that time at the latest. */
  public Request within(Duration most) {
    return timeout.compareTo(most) <= 0
        ? this
        : new Request(method, url, headers, body, most, guarded);
  }

  /** The same, guarded. */
  public Request guard() {
    return new Request(method, url, headers, body, timeout, true);
  }

  /** Without the body: some services want their credential in it. */
  @Override
  public String toString() {
    return method + " of " + body.length() + " characters";
  }
}
