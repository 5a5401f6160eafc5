package io.tocsin.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.history.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What must hold after every run, whatever happened in it. */
final class Invariants {
  private static final Set<String> COUNTED = Set.of("transient", "ambiguous");

  private final World world;
  private final String run;

  private Invariants(String run, World world) {
    this.run = run + ": ";
    this.world = world;
  }

  static void check(String run, World world) {
    Invariants invariants = new Invariants(run, world);
    invariants.noWindowIsOverstepped();
    invariants.everyAlertEndsInOneWayPerTarget();
    invariants.nothingIsLeftInALane();
    invariants.repeatsHaveAReason();
    invariants.aBanStopsEverybody();
    invariants.quietLanesStayQuick();
    invariants.criticalAlertsDoNotWaitForALaneThatFails();
  }

  private void noWindowIsOverstepped() {
    assertEquals(List.of(), world.service.violations, run + "windows overstepped");
  }

  private void everyAlertEndsInOneWayPerTarget() {
    int digested = 0;
    for (Alert alert : world.accepted) {
      Story story = world.history.story(alert.id()).orElseThrow();
      assertTrue(!story.deliveries().isEmpty(), run + "went nowhere: " + alert.id());
      long targets = story.deliveries().stream().map(Delivery::target).distinct().count();
      assertEquals(story.deliveries().size(), targets, run + "told twice of " + alert.id());
      for (Delivery delivery : story.deliveries()) {
        ended(story, delivery);
        attemptsAreCountedRightly(delivery);
        digested += delivery.state() == State.DIGESTED ? 1 : 0;
      }
    }
    assertTrue(
        digested <= world.service.digested,
        run + digested + " digested, but told of " + world.service.digested);
  }

  private void ended(Story story, Delivery delivery) {
    String what = run + delivery;
    boolean shown = world.service.shown.containsKey(delivery.id());
    switch (delivery.state()) {
      case DELIVERED ->
          assertTrue(
              shown || world.service.amended.contains(delivery.alertId()),
              "delivered, but never shown: " + what);
      case DIGESTED -> assertTrue(delivery.messageId().isPresent(), "in no digest: " + what);
      case RESOLVED -> assertTrue(hasItsOther(story.alert(), delivery), "not over: " + what);
      case MUTED -> assertTrue(delivery.note().isPresent(), "muted for no reason: " + what);
      case FAILED_OVER ->
          assertTrue(
              story.deliveries().stream()
                  .anyMatch(each -> each.instructions().insteadOf().isPresent()),
              "nobody told instead: " + what);
      case DEAD -> assertTrue(world.buried.containsKey(delivery.id()), "not buried: " + what);
      case WAITING -> throw new AssertionError("still waiting: " + what);
    }
  }

  /** What is over before it was told has news of its end, and that news has it. */
  private boolean hasItsOther(Alert alert, Delivery delivery) {
    Status other = alert.status() == Status.FIRING ? Status.RESOLVED : Status.FIRING;
    return world.accepted.stream()
        .filter(each -> each.status() == other && each.name().equals(alert.name()))
        .flatMap(each -> world.history.story(each.id()).stream())
        .flatMap(story -> story.deliveries().stream())
        .anyMatch(
            each -> each.target().equals(delivery.target()) && each.state() == State.RESOLVED);
  }

  private void attemptsAreCountedRightly(Delivery delivery) {
    long failed =
        delivery.attempts().stream().map(Attempt::outcome).filter(COUNTED::contains).count();
    assertTrue(delivery.failures() <= failed, run + "throttling was counted: " + delivery);
  }

  private void nothingIsLeftInALane() {
    for (String lane : List.of("busy", "quiet", "ann", "mail")) {
      assertEquals(List.of(), world.outbox.waiting(lane, 10), run + "left in " + lane);
      assertTrue(world.outbox.lane(lane).due().isEmpty(), run + "watched for nothing: " + lane);
    }
  }

  private void repeatsHaveAReason() {
    int repeats = world.service.order.size() - world.service.shown.size();
    assertTrue(repeats <= 10 * world.disturbances, run + repeats + " repeats");
  }

  private void aBanStopsEverybody() {
    if (world.weather.crash() > 0 || world.weather.storeFails() > 0) {
      // Who was told of the ban may have died with the news.
      return;
    }
    Duration underWay = Duration.ofMillis(150);
    for (Instant told : world.banned) {
      for (Instant sent : world.sendings) {
        assertTrue(
            !sent.isAfter(told.plus(underWay)) || !sent.isBefore(told.plusSeconds(60)),
            run + "sent at " + sent + " although banned at " + told);
      }
    }
    assertTrue(world.service.bans <= 8, run + world.service.bans + " requests while banned");
  }

  private boolean onlyTheServiceFails() {
    Weather weather = world.weather;
    return weather.crash() == 0
        && weather.storeFails() == 0
        && weather.lostWake() == 0
        && weather.lostAnswer() == 0
        && world.service.bans == 0
        && !world.anyPoison();
  }

  private void quietLanesStayQuick() {
    if (onlyTheServiceFails()) {
      bounded("quiet", Duration.ofSeconds(25), any -> true);
    }
  }

  private void criticalAlertsDoNotWaitForALaneThatFails() {
    if (onlyTheServiceFails()) {
      bounded(
          "busy",
          Duration.ofSeconds(150),
          delivery ->
              delivery.severity() == Severity.CRITICAL
                  && delivery.instructions().fallback().isPresent());
    }
  }

  private void bounded(String target, Duration bound, Predicate<Delivery> which) {
    List<Delivery> late =
        world.accepted.stream()
            .flatMap(alert -> world.history.story(alert.id()).stream())
            .flatMap(story -> story.deliveries().stream())
            .filter(each -> each.target().equals(target) && which.test(each))
            .filter(each -> each.settledAt().filter(each.ripe().plus(bound)::isBefore).isPresent())
            .collect(Collectors.toList());
    assertEquals(List.of(), late, run + "too late");
  }
}
