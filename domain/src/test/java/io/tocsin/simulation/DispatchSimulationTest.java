package io.tocsin.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.simulation.Weather.Fault;
import io.tocsin.simulation.Weather.Outage;
import io.tocsin.simulation.Weather.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens, every alert ends in one of the ways there are, and no limit is overstepped.
 * More seeds: {@code -Dsimulation.runs=10000}; one again: {@code -Dsimulation.seed=N}.
 */
class DispatchSimulationTest {
  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final List<String> TYPES =
      List.of("any", "both", "quiet", "twin", "ann", "grouped");
  private static final int UNFOLDED = 100_000;

  @Test
  void inAnyWeatherNothingIsLostAndNoLimitOverstepped() {
    seeds(2000)
        .forEach(
            seed -> {
              Random random = new Random(seed);
              World world =
                  new World(seed, Weather.any(random), random.nextInt(3) == 0 ? 15 : UNFOLDED);
              alerts(world, random, 10 + random.nextInt(random.nextInt(8) == 0 ? 120 : 30));
              world.run(Duration.ofHours(5));
              Invariants.check("seed " + seed + " in " + world.weather, world);
            });
  }

  @Test
  void inCalmWeatherNothingIsRepeatedAndMessagesAreFull() {
    seeds(3)
        .forEach(
            seed -> {
              World world = burst(seed, Weather.CALM, 300, UNFOLDED);
              assertEquals(330, world.service.order.size(), "seed " + seed + ": shown");
              int messages = world.service.arrivals.getOrDefault("busy", List.of()).size();
              assertTrue(messages <= 40, "seed " + seed + ": " + messages + " messages for 300");
            });
  }

  @Test
  void inABurstNoWindowIsOversteppedHoweverSlowTheServiceAndWhoeverDies() {
    seeds(150)
        .forEach(
            seed -> {
              double crash = seed % 2 == 0 ? 0 : 0.01;
              Weather weather =
                  new Weather(
                      crash, 0, 0, 0.02, 0, Span.NEVER, new Outage(Span.NEVER, Fault.FAILS), 0);
              burst(seed, weather, 150, UNFOLDED);
            });
  }

  @Test
  void theSweepAloneRecoversEveryLostWake() {
    seeds(50)
        .forEach(
            seed -> {
              World world = burst(seed, Weather.CALM.withLostWakes(1), 20, UNFOLDED);
              assertEquals(22, world.service.order.size(), "seed " + seed + ": shown");
            });
  }

  @Test
  void whatATargetWillNeverTakeGoesToItsFallbackAndTheOthersAreServed() {
    Outage gone = new Outage(new Span(Duration.ZERO, Duration.ofHours(3)), Fault.GONE);
    seeds(30)
        .forEach(
            seed -> {
              World world = burst(seed, Weather.CALM.with(gone), 40, UNFOLDED);
              assertEquals(40, told(world, "busy", State.FAILED_OVER), "seed " + seed);
              assertEquals(40, told(world, "mail", State.DELIVERED), "seed " + seed);
              int requests = world.service.arrivals.getOrDefault("busy", List.of()).size();
              assertEquals(1, requests, "seed " + seed + ": requests to what is gone");
            });
  }

  @Test
  void aYoungOutagesEndIsSeenWithinTenSecondsByFewRequests() {
    seeds(50)
        .forEach(
            seed -> {
              Duration length = Duration.ofSeconds(30 + new Random(seed).nextInt(31));
              Fault fault = seed % 2 == 0 ? Fault.FAILS : Fault.HANGS;
              Outage outage = new Outage(new Span(Duration.ZERO, length), fault);
              World world = new World(seed, Weather.CALM.with(outage), UNFOLDED);
              world.alert(0, "twin", Severity.CRITICAL, Duration.ZERO);
              world.run(Duration.ofMinutes(10));
              Invariants.check("seed " + seed, world);
              Instant back = World.START.plus(length);
              // From the next request on: how slow the service is is not ours.
              Instant tried =
                  world.sendings.stream().filter(back::isBefore).findFirst().orElse(back);
              Duration seen = Duration.between(back, tried);
              // One of the ten is left to queues, which are quicker here than anywhere.
              assertTrue(seen.toMillis() <= 9_000, "seed " + seed + ": seen after " + seen);
              int requests = world.service.arrivals.getOrDefault("busy", List.of()).size() - 1;
              assertTrue(requests <= 10, "seed " + seed + ": " + requests + " in vain");
            });
  }

  @Test
  void whatIsTooMuchIsFoldedAndTheRestToldInFull() {
    seeds(20)
        .forEach(
            seed -> {
              World world = burst(seed, Weather.CALM, 300, 100);
              long digested = told(world, "busy", State.DIGESTED);
              assertTrue(digested > 100, "seed " + seed + ": only " + digested + " folded");
              assertEquals(digested, world.service.digested, "seed " + seed);
              assertEquals(300 - digested, told(world, "busy", State.DELIVERED), "seed " + seed);
            });
  }

  @Test
  void othersOnTheSameLimitSlowUsDownAndCostFewRefusals() {
    seeds(20)
        .forEach(
            seed -> {
              World world = burst(seed, Weather.CALM.withOthers(15), 300, UNFOLDED);
              long refused =
                  world.accepted.stream()
                      .flatMap(alert -> world.history.story(alert.id()).stream())
                      .flatMap(story -> story.deliveries().stream())
                      .filter(each -> each.target().equals("busy"))
                      .flatMap(each -> each.attempts().stream())
                      .filter(attempt -> attempt.outcome().equals("throttled"))
                      .map(attempt -> attempt.at())
                      .distinct()
                      .count();
              assertTrue(refused <= 15, "seed " + seed + ": " + refused + " answers of 429");
            });
  }

  private static long told(World world, String target, State state) {
    return world.accepted.stream()
        .flatMap(alert -> world.history.story(alert.id()).stream())
        .flatMap(story -> story.deliveries().stream())
        .filter(each -> each.target().equals(target))
        .map(Delivery::state)
        .filter(state::equals)
        .count();
  }

  /** Independent worlds, so they may run at the same time. */
  private static Stream<Long> seeds(int runs) {
    String one = System.getProperty("simulation.seed");
    if (one != null) {
      return Stream.of(Long.valueOf(one));
    }
    int asked = Integer.getInteger("simulation.runs", 0);
    long[] seeds =
        new Random(20261121).longs(asked == 0 ? runs : Math.max(1, asked * runs / 2000)).toArray();
    return Arrays.stream(seeds).boxed().parallel();
  }

  /** Many alerts to the busy lane within three seconds, and a tenth as many to the quiet one. */
  private static World burst(long seed, Weather weather, int alerts, int queueSize) {
    World world = new World(seed, weather, queueSize);
    Random random = new Random(seed);
    for (int i = 0; i < alerts; i++) {
      Severity severity = SEVERITIES.get(1 + random.nextInt(4));
      world.alert(i, "any", severity, Duration.ofMillis(random.nextInt(3000)));
    }
    for (int i = 0; i < alerts / 10; i++) {
      Duration after = Duration.ofMillis(random.nextInt(120_000));
      world.alert(alerts + i, "quiet", Severity.LOW, after);
    }
    world.run(Duration.ofHours(2));
    Invariants.check("seed " + seed, world);
    return world;
  }

  /** Alerts of all kinds; some are repeated, and some are over at some time. */
  private static void alerts(World world, Random random, int count) {
    for (int i = 0; i < count; i++) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      Severity severity = SEVERITIES.get(random.nextInt(5));
      Duration at = Duration.ofMillis(random.nextInt(random.nextBoolean() ? 3000 : 120_000));
      if (random.nextInt(3) > 0) {
        world.alert(i, type, severity, at);
        continue;
      }
      Optional<String> name = Optional.of("name" + i);
      world.alert("f" + i, name, type, severity, Status.FIRING, at);
      Duration later = at.plusMillis(random.nextInt(random.nextBoolean() ? 3000 : 300_000));
      Status status = random.nextInt(3) == 0 ? Status.FIRING : Status.RESOLVED;
      world.alert("n" + i, name, type, severity, status, later);
    }
  }
}
