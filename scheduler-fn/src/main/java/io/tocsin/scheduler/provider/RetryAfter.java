package io.tocsin.scheduler.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
  /** Nobody is believed who wants more. */
  static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** How long to wait; absent when it is no time, or a time in the past. */
  static Optional<Duration> read(String header, Instant now) {
    String text = header.strip();
    Optional<Duration> wait = text.matches("\\d{1,9}") ? seconds(text) : until(text, now);
    return wait.filter(time -> !time.isNegative())
        .map(time -> time.compareTo(LONGEST) < 0 ? time : LONGEST);
  }

  private static Optional<Duration> seconds(String text) {
    return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
  }

  private static Optional<Duration> until(String date, Instant now) {
    try {
      Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      return Optional.of(Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
