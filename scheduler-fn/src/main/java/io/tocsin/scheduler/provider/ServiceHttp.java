package io.tocsin.scheduler.provider;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.client.HttpClientConfiguration;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How services are called: never elsewhere than where they are, and never without an end. */
@Singleton
final class ServiceHttp extends HttpClientConfiguration {
  /** Of an answer, in bytes; more is no answer. */
  static final int LARGEST_ANSWER = 256 * 1024;

  private final ConnectionPoolConfiguration pool = new ConnectionPoolConfiguration();
  private final Duration timeout;

  /**
   * The configuration.
   *
   * @param timeout from connecting to the end of the answer
   */
  ServiceHttp(@Value("${tocsin.services.timeout:10s}") Duration timeout) {
    this.timeout = timeout;
    setReadTimeout(timeout);
    setConnectTimeout(timeout);
    setMaxContentLength(LARGEST_ANSWER);
    // One would carry the key to wherever it leads.
    setFollowRedirects(false);
  }

  Duration timeout() {
    return timeout;
  }

  @Override
  public ConnectionPoolConfiguration getConnectionPoolConfiguration() {
    return pool;
  }
}
