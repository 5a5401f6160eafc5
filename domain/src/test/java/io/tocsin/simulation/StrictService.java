package io.tocsin.simulation;

import io.tocsin.delivery.Reply.Answer;
import io.tocsin.delivery.Request;
import io.tocsin.simulation.Weather.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service with Discord's two windows on each lane, that bans, fails, forgets and refuses as the
 * weather says. {@link Letters} says how a request is written.
 */
final class StrictService {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Map<String, List<String>> ITSELF = Map.of("via", List.of("1.1 here"));

  /** Requests by lane, every one that arrived. */
  final Map<String, List<Instant>> arrivals = new HashMap<>();

  /** How often each delivery was shown. */
  final Map<String, Integer> shown = new HashMap<>();

  /** What was shown in full, in order. */
  final List<String> order = new ArrayList<>();

  /** When something was shown, by lane. */
  final Map<String, List<Instant>> showings = new HashMap<>();

  /** The alerts whose news changed a message. */
  final Set<String> amended = new HashSet<>();

  final List<String> violations = new ArrayList<>();

  /** How many alerts the digests told of. */
  int digested;

  int bans;
  int openings;

  private final Weather weather;
  private final List<Instant> others;
  private final Map<String, Integer> poison;

  /**
   * Makes a service.
   *
   * @param others when others use the busy lane's limit
   * @param poison by alert, the status of any message with it
   */
  StrictService(Weather weather, List<Instant> others, Map<String, Integer> poison) {
    this.weather = weather;
    this.others = others;
    this.poison = poison;
  }

  /** A request arrives. */
  Answer arrive(Request request, Instant now) {
    Letters letters = Letters.read(request);
    if (!letters.lane().equals(Letters.MAIL) && weather.ban().holds(now)) {
      bans++;
      return new Answer(429, Map.of(), "");
    }
    if (letters.opening()) {
      openings++;
      return new Answer(200, ITSELF, "channel of " + letters.target());
    }
    List<Instant> seen = arrivals.computeIfAbsent(letters.lane(), any -> new ArrayList<>());
    seen.add(now);
    if (within(seen, now, SHORT) > 5 || within(seen, now, LONG) > 30) {
      violations.add(letters.lane() + " at " + now);
    }
    int status = status(letters, seen, now);
    if (status == 429) {
      return new Answer(429, Map.of("via", List.of("1"), "retry-after", List.of("20")), "");
    }
    if (status == 200) {
      show(letters, now);
    }
    return new Answer(status, ITSELF, "");
  }

  private int status(Letters letters, List<Instant> seen, Instant now) {
    boolean busy = letters.lane().equals("busy");
    if (busy
        && (within(seen, now, SHORT) + within(others, now, SHORT) > 5
            || within(seen, now, LONG) + within(others, now, LONG) > 30)) {
      return 429;
    }
    if (busy && weather.outage().span().holds(now)) {
      if (weather.outage().fault() == Fault.FAILS) {
        return 503;
      }
      if (weather.outage().fault() == Fault.GONE && letters.target().equals("busy")) {
        return 404;
      }
    }
    if (letters.lane().equals(Letters.MAIL)) {
      return 200;
    }
    return letters.alerts().stream()
        .map(alert -> poison.getOrDefault(alert, 200))
        .max(Integer::compare)
        .orElse(200);
  }

  private void show(Letters letters, Instant now) {
    showings.computeIfAbsent(letters.lane(), any -> new ArrayList<>()).add(now);
    digested += letters.digested();
    if (letters.amending()) {
      amended.addAll(letters.alerts());
      return;
    }
    for (String delivery : letters.deliveries()) {
      shown.merge(delivery, 1, Integer::sum);
      order.add(delivery);
    }
  }

  private static long within(List<Instant> seen, Instant now, Duration window) {
    return seen.stream().filter(at -> at.isAfter(now.minus(window)) && !at.isAfter(now)).count();
  }
}
