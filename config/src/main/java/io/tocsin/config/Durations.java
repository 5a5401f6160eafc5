package io.tocsin.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Times as people write them: {@code 30s}, {@code 2m}, {@code 4h}, {@code 1d}, {@code 1h30m}. */
public final class Durations {
  private static final Pattern FORM =
      Pattern.compile("(?=.)(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,5})m)?(?:(\\d{1,5})s)?");

  /** The longest that can be written again. */
  private static final Duration LONGEST = Duration.ofDays(100_000).minusSeconds(1);

  private Durations() {}

  /** The duration, less than 100,000 days; empty when it is not written like one. */
  public static Optional<Duration> parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    return parts.matches()
        ? Optional.of(
                Duration.ofDays(number(parts, 1))
                    .plusHours(number(parts, 2))
                    .plusMinutes(number(parts, 3))
                    .plusSeconds(number(parts, 4)))
            .filter(time -> time.compareTo(LONGEST) <= 0)
        : Optional.empty();
  }

  /** A duration as {@link #parse} reads it, to the second. */
  public static String text(Duration duration) {
    String text =
        part(duration.toDays(), "d")
            + part(duration.toHoursPart(), "h")
            + part(duration.toMinutesPart(), "m")
            + part(duration.toSecondsPart(), "s");
    return text.isEmpty() ? "0s" : text;
  }

  /** A duration in the file; anything else is a mistake and absent. */
  static Optional<Duration> read(
      Node node, String what, Duration least, Duration most, Mistakes mistakes) {
    return read(node, what, least, most, "5m", mistakes);
  }

  /** The same, with another example for whoever writes something else. */
  static Optional<Duration> read(
      Node node, String what, Duration least, Duration most, String example, Mistakes mistakes) {
    Optional<Duration> duration =
        new Values(mistakes)
            .scalar(node)
            .flatMap(Durations::parse)
            .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0);
    if (duration.isEmpty()) {
      mistakes.add(
          node,
          what
              + " must be a time from "
              + text(least)
              + " to "
              + text(most)
              + ", such as "
              + example);
    }
    return duration;
  }

  private static long number(Matcher parts, int group) {
    return Optional.ofNullable(parts.group(group)).map(Long::parseLong).orElse(0L);
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }
}
