package io.tocsin.routing;

import io.tocsin.alert.Alert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Mutes what routes picked and people silenced. Silences are read again after {@link #FRESH}: so
 * long may it take until a new one silences, and until one that was ended no longer does.
 */
public final class Silencer {
  public static final Duration FRESH = Duration.ofSeconds(10);

  private final Routing routing;
  private final Silences silences;
  private final MatcherReader reader;
  private final Clock clock;
  private volatile Known known = new Known(List.of(), Instant.MIN);

  private record Known(List<Compiled> silences, Instant until) {}

  private record Compiled(Silence silence, List<Matcher> matchers) {
    boolean silences(Alert alert, Instant now) {
      return silence.activeAt(now) && matchers.stream().allMatch(matcher -> matcher.matches(alert));
    }

    String reason() {
      return "silenced by "
          + silence.author()
          + " until "
          + silence.end()
          + ": "
          + silence.reason();
    }
  }

  public Silencer(Routing routing, Silences silences, Patterns patterns, Clock clock) {
    this.routing = routing;
    this.silences = silences;
    this.reader = new MatcherReader(patterns);
    this.clock = clock;
  }

  /**
   * What {@link Routing#picks} gives, all of it muted while a silence matches the alert.
   *
   * @param now decides about time windows and about which silences are active
   */
  public List<Pick> picks(Alert alert, Instant now) {
    List<Pick> picks = routing.picks(alert, now);
    if (picks.stream().allMatch(pick -> pick.muted().isPresent())) {
      return picks;
    }
    Optional<String> reason =
        known().stream()
            .filter(silence -> silence.silences(alert, now))
            .findFirst()
            .map(Compiled::reason);
    return reason.isEmpty()
        ? picks
        : picks.stream()
            .map(pick -> new Pick(pick.target(), pick.terms(), pick.muted().or(() -> reason)))
            .toList();
  }

  /**
   * Without a lock: that several read at the same time is better than that one waits for another.
   */
  private List<Compiled> known() {
    Instant now = clock.instant();
    Known last = known;
    if (now.isBefore(last.until())) {
      return last.silences();
    }
    List<Compiled> read = silences.open(now).stream().flatMap(this::compiled).toList();
    known = new Known(read, now.plus(FRESH));
    return read;
  }

  /** One that cannot be read, as a later version may have written it, silences nothing. */
  private Stream<Compiled> compiled(Silence silence) {
    try {
      return Stream.of(
          new Compiled(silence, silence.matchers().stream().map(reader::read).toList()));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }
}
