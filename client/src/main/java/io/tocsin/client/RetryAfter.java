package io.tocsin.client;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer asks to be left alone: {@code Retry-After} in seconds or as a date (RFC 9110,
 * 10.2.3), and the number {@code retry_after}, in seconds, of a JSON body. What cannot be
 * understood asks for nothing.
 */
final class RetryAfter {
  /** Nobody waits longer, so nothing is lost by it, and nothing overflows. */
  static final Duration MOST = Duration.ofDays(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private RetryAfter() {}

  /**
   * The longest that is asked for; zero when nothing is.
   *
   * @param date the answer's header {@code Date}: the clock that a date in the other header is of
   * @param now our clock, for want of that
   */
  static Duration of(Optional<String> header, Optional<String> date, String body, Instant now) {
    Duration first =
        header
            .map(String::strip)
            .map(value -> inHeader(value, date.flatMap(RetryAfter::date).orElse(now)))
            .orElse(Duration.ZERO);
    Duration second = JsonReader.object(body).map(RetryAfter::inBody).orElse(Duration.ZERO);
    Duration longer = first.compareTo(second) > 0 ? first : second;
    return longer.compareTo(MOST) > 0 ? MOST : longer;
  }

  private static Duration inHeader(String value, Instant now) {
    if (SECONDS.matcher(value).matches()) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    return date(value)
        .map(until -> Duration.between(now, until))
        .filter(wait -> !wait.isNegative())
        .orElse(Duration.ZERO);
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration inBody(Map<String, @Nullable Object> body) {
    if (!(body.get("retry_after") instanceof BigDecimal seconds) || seconds.signum() < 0) {
      return Duration.ZERO;
    }
    BigDecimal most = BigDecimal.valueOf(MOST.toSeconds());
    return Duration.ofNanos(seconds.min(most).multiply(NANOS).longValue());
  }
}
