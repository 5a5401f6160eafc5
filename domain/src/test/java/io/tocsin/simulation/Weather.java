package io.tocsin.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * How rough it is.
 *
 * @param crash the chance that a process dies before, and again after, any call
 * @param storeFails the chance that a call to a store or queue fails, whether or not it was done
 * @param lostWake the chance that a wake is lost
 * @param lostAnswer the chance that a request's answer is lost
 * @param others how many requests a minute others make on the busy lane's limit
 * @param ban when the address is banned for a minute and a half: 429 without any header
 * @param outage of the busy lane's service
 * @param poison the chance that an alert is one which no service takes: 400 or 500
 */
record Weather(
    double crash,
    double storeFails,
    double lostWake,
    double lostAnswer,
    int others,
    Span ban,
    Outage outage,
    double poison) {

  static final Weather CALM =
      new Weather(0, 0, 0, 0, 0, Span.NEVER, new Outage(Span.NEVER, Fault.FAILS), 0);

  /** A stretch of time from the start on. */
  record Span(Duration from, Duration to) {
    static final Span NEVER = new Span(Duration.ZERO, Duration.ZERO);

    boolean holds(Instant now) {
      Duration since = Duration.between(World.START, now);
      return since.compareTo(from) >= 0 && since.compareTo(to) < 0;
    }
  }

  /** What a service does while it is out. */
  enum Fault {
    FAILS,
    HANGS,
    GONE
  }

  /** When a service is out, and how. */
  record Outage(Span span, Fault fault) {}

  Weather with(Outage other) {
    return new Weather(crash, storeFails, lostWake, lostAnswer, others, ban, other, poison);
  }

  Weather withBan(Span other) {
    return new Weather(crash, storeFails, lostWake, lostAnswer, others, other, outage, poison);
  }

  Weather withLostWakes(double chance) {
    return new Weather(crash, storeFails, chance, lostAnswer, others, ban, outage, poison);
  }

  Weather withOthers(int aMinute) {
    return new Weather(crash, storeFails, lostWake, lostAnswer, aMinute, ban, outage, poison);
  }

  /** Any mixture of troubles. */
  static Weather any(Random random) {
    boolean crashes = random.nextBoolean();
    return new Weather(
        crashes ? 0.01 : 0,
        random.nextInt(3) == 0 ? 0.01 : 0,
        random.nextInt(3) == 0 ? 0.2 : 0,
        random.nextInt(3) == 0 ? 0.03 : 0,
        random.nextInt(4) == 0 ? random.nextInt(40) : 0,
        random.nextInt(4) == 0 ? span(random, 20, 90) : Span.NEVER,
        outage(random),
        random.nextInt(4) == 0 ? 0.05 : 0);
  }

  private static Outage outage(Random random) {
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    return switch (random.nextInt(4)) {
      case 0 -> new Outage(span(random, 30, 60 + random.nextInt(120)), fault);
      case 1 -> new Outage(span(random, 30, 3600 + random.nextInt(7200)), fault);
      default -> new Outage(Span.NEVER, fault);
    };
  }

  private static Span span(Random random, int latestStart, int seconds) {
    Duration from = Duration.ofSeconds(random.nextInt(latestStart));
    return new Span(from, from.plusSeconds(seconds));
  }
}
