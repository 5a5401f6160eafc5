package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Reply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a service asks to wait. */
final class Waits {
  /** Clocks tick differently, and a request a moment too early is another offence. */
  private static final Duration SAFETY = Duration.ofMillis(250);

  private static final Duration LONGEST = Duration.ofDays(1);

  private Waits() {}

  /** The header's seconds, whole or not. */
  static Optional<Duration> header(Reply.Answer answer, String name) {
    return answer.header(name).flatMap(Waits::seconds);
  }

  /** The header's seconds, or the time until the date that it names. */
  static Optional<Duration> headerOrDate(Reply.Answer answer, String name, Instant now) {
    return header(answer, name)
        .or(() -> answer.header(name).flatMap(Waits::date).flatMap(date -> until(now, date)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> until(Instant now, Instant date) {
    Duration time = Duration.between(now, date);
    if (time.isNegative()) {
      return Optional.empty();
    }
    return Optional.of(time.compareTo(LONGEST) < 0 ? time : LONGEST);
  }

  /** Seconds as a service writes them; absent when it is no time to wait. */
  static Optional<Duration> seconds(String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (!(seconds >= 0)) {
        return Optional.empty();
      }
      double bounded = Math.min(seconds, (double) LONGEST.toSeconds());
      return Optional.of(Duration.ofMillis((long) Math.ceil(bounded * 1000)));
    } catch (NumberFormatException e) {
      // A date or rubbish: whoever asked has a default.
      return Optional.empty();
    }
  }

  static Duration safely(Duration told) {
    return told.plus(SAFETY);
  }
}
