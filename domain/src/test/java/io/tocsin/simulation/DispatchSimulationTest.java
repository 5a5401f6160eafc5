package io.tocsin.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.Story;
import io.tocsin.simulation.World.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens, every alert is delivered or on record as dead, and no window is overstepped.
 * More seeds: {@code -Dsimulation.runs=10000}; one again: {@code -Dsimulation.seed=N}.
 */
class DispatchSimulationTest {
  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final Weather CALM = new Weather(0, 0, 0, Duration.ZERO, 200);
  private static final Weather STORM = new Weather(0.01, 0.2, 0.02, Duration.ofSeconds(90), 500);

  @Test
  void inCalmWeatherNothingIsRepeatedAndMessagesAreFull() {
    for (long seed : seeds(5)) {
      World world = burst(seed, CALM, 300);
      check(seed, world);
      assertEquals(300 + 30, world.service.order.size(), "seed " + seed + ": shown");
      int messages = world.service.arrivals.getOrDefault("busy", List.of()).size();
      assertTrue(messages <= 40, "seed " + seed + ": " + messages + " messages for 300 alerts");
    }
  }

  @Test
  void inAStormNothingIsLostAndNoWindowOverstepped() {
    for (long seed : seeds(100)) {
      World world = burst(seed, STORM, 60);
      check(seed, world);
    }
  }

  @Test
  void whatATargetWillNeverTakeIsBuriedAndTheOthersAreServed() {
    for (int status : List.of(400, 404)) {
      Weather weather = new Weather(0.01, 0.2, 0, Duration.ofHours(3), status);
      for (long seed : seeds(20)) {
        World world = burst(seed, weather, 25);
        check(seed, world);
        assertTrue(world.buried.size() >= 25, "seed " + seed + ": buried");
      }
    }
  }

  private static long[] seeds(int runs) {
    String one = System.getProperty("simulation.seed");
    if (one != null) {
      return new long[] {Long.parseLong(one)};
    }
    return new Random(20261121).longs(Integer.getInteger("simulation.runs", runs)).toArray();
  }

  private static World burst(long seed, Weather weather, int alerts) {
    World world = new World(seed, weather);
    Random random = new Random(seed);
    for (int i = 0; i < alerts; i++) {
      Severity severity = SEVERITIES.get(random.nextInt(5));
      world.alert(i, "busy", severity, Duration.ofMillis(random.nextInt(3000)));
    }
    for (int i = 0; i < alerts / 10; i++) {
      world.alert(alerts + i, "quiet", Severity.LOW, Duration.ofMillis(random.nextInt(120_000)));
    }
    world.run(Duration.ofHours(2));
    return world;
  }

  private static void check(long seed, World world) {
    String run = "seed " + seed + ": ";
    assertEquals(List.of(), world.service.violations, run + "windows overstepped");
    for (Alert alert : world.accepted()) {
      Story story = world.history.story(alert.id()).orElseThrow();
      assertEquals(1, story.deliveries().size(), run + "deliveries of " + alert.id());
      settled(run, world, story.deliveries().get(0));
    }
    for (String lane : List.of("busy", "quiet")) {
      assertEquals(List.of(), world.outbox.waiting(lane, 10), run + "left in " + lane);
    }
    int repeats = world.service.order.size() - world.service.shown.size();
    assertTrue(repeats <= 10 * (world.crashes + world.lostAnswers), run + repeats + " repeats");
  }

  private static void settled(String run, World world, Delivery delivery) {
    int shown = world.service.shown.getOrDefault(delivery.id(), 0);
    switch (delivery.state()) {
      case DELIVERED -> assertTrue(shown >= 1, run + "recorded, but never shown: " + delivery);
      case DEAD ->
          assertTrue(
              world.buried.stream().anyMatch(dead -> dead.id().equals(delivery.id())),
              run + "dead, but not buried: " + delivery);
      case WAITING -> throw new AssertionError(run + "still waiting: " + delivery);
    }
  }
}
