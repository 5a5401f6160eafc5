package io.tocsin.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link AlertClient}. What is wrong is told by {@link #build()}, which is the only thing
 * here that throws; a text that is {@code null}, as {@link System#getenv(String)} gives it, counts
 * as not set.
 */
public final class AlertClientBuilder {
  private static final String PATH = "/api/v1/alert";

  /** What a header may hold, without the comma that would make two keys of it. */
  private static final Pattern KEY = Pattern.compile("[!-~&&[^,]]{1,256}");

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_ATTEMPTS = 100;
  private static final int MOST_UNDER_WAY = 100_000;

  private String url = "";
  private String key = "";
  private String secret = "";
  private String source = "";
  private Preferences preferences = Preferences.usual();
  private Duration timeout = Duration.ofSeconds(10);
  private Duration within = Duration.ofMinutes(2);
  private int attempts = 5;
  private int underWay = 256;
  private Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  AlertClientBuilder() {}

  /** Where Tocsin is, such as {@code https://alerts.example.org}; needed. */
  public AlertClientBuilder url(@Nullable String base) {
    url = Objects.requireNonNullElse(base, "");
    return this;
  }

  /** The key's id, such as {@code cm_…}; needed. */
  public AlertClientBuilder key(@Nullable String id) {
    key = Objects.requireNonNullElse(id, "");
    return this;
  }

  /** The key's secret; needed. It is never sent, and shown nowhere. */
  public AlertClientBuilder secret(@Nullable String value) {
    secret = Objects.requireNonNullElse(value, "");
    return this;
  }

  /** Who sends the alerts, such as {@code billing}; without this, it is the key's owner. */
  public AlertClientBuilder source(@Nullable String name) {
    source = Objects.requireNonNullElse(name, "");
    return this;
  }

  /** Which alerts are sent at all; without this, {@link Preferences#usual()}. */
  public AlertClientBuilder preferences(Preferences wanted) {
    preferences = wanted;
    return this;
  }

  /** How long one request may take, connecting and all; 10 s without this. */
  public AlertClientBuilder timeout(Duration perRequest) {
    timeout = perRequest;
    return this;
  }

  /** How long one alert may take, with all its attempts and waits; 2 minutes without this. */
  public AlertClientBuilder within(Duration perAlert) {
    within = perAlert;
    return this;
  }

  /** How many requests may be made for one alert; 5 without this, 1 for none but the first. */
  public AlertClientBuilder attempts(int most) {
    attempts = most;
    return this;
  }

  /**
   * How long to wait between attempts. Each wait is drawn evenly from zero to a longest, which
   * doubles from {@code first} to {@code most}; 500 ms and 30 s without this. Where the receiver
   * asks for a wait (429, {@code Retry-After}), the draw comes on top of that.
   */
  public AlertClientBuilder backoff(Duration first, Duration most) {
    backoff = new Backoff(first, most);
    return this;
  }

  /**
   * How many alerts may be under way at a time, sent either way; 256 without this. One more is
   * given up at once.
   */
  public AlertClientBuilder underWay(int most) {
    underWay = most;
    return this;
  }

  /**
   * The client.
   *
   * @throws IllegalArgumentException when something is missing or wrong; the message says what, and
   *     never shows the secret
   */
  public AlertClient build() {
    Executor threads = Executors.newCachedThreadPool(AlertClientBuilder::thread);
    return build(threads, new RealTime(threads), new SecureRandom());
  }

  /** With time and chance as a test wants them. */
  AlertClient build(Time time, RandomGenerator random) {
    return build(Executors.newCachedThreadPool(AlertClientBuilder::thread), time, random);
  }

  private AlertClient build(Executor threads, Time time, RandomGenerator random) {
    URI endpoint = endpoint();
    check(KEY.matcher(key).matches(), "key: give the key's id as it was shown, such as cm_…");
    check(!secret.isBlank(), "secret: is missing; give the one that belongs to the key");
    check(
        secret.strip().equals(secret),
        "secret: begins or ends with white space, as when it is read from a file; strip it");
    checkTime("timeout", timeout);
    checkTime("within", within);
    checkTime("backoff's first", backoff.first());
    checkTime("backoff's most", backoff.most());
    checkNumber("attempts", attempts, MOST_ATTEMPTS);
    checkNumber("underWay", underWay, MOST_UNDER_WAY);
    Post post = new Post(endpoint, new Signer(key, secret), timeout, threads, time);
    Retries retries = new Retries(post, backoff, attempts, timeout, within, time, random);
    return new AlertClient(retries, preferences, source, underWay, time);
  }

  private URI endpoint() {
    // None of the messages shows it: a secret may have been put there by mistake.
    String mend = "url: give Tocsin's address, such as https://alerts.example.org, ";
    try {
      URI base = new URI(url);
      boolean http = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
      check(http && base.getHost() != null, mend + "with its scheme and host");
      check(
          base.getRawUserInfo() == null
              && base.getRawQuery() == null
              && base.getRawFragment() == null,
          mend + "without a user, a query or a fragment");
      return new URI(url.replaceAll("/+$", "") + PATH);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(mend + "and nothing else");
    }
  }

  private static void checkTime(String name, Duration time) {
    check(
        time.compareTo(Duration.ofMillis(1)) >= 0 && time.compareTo(LONGEST) <= 0,
        name + ": is " + time + "; give between a millisecond and an hour");
  }

  private static void checkNumber(String name, int number, int most) {
    check(number >= 1 && number <= most, name + ": is " + number + "; give between 1 and " + most);
  }

  private static void check(boolean right, String mend) {
    if (!right) {
      throw new IllegalArgumentException(mend);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "tocsin-client");
    thread.setDaemon(true);
    return thread;
  }
}
