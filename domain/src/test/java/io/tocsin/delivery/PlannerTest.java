package io.tocsin.delivery;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.history.Story;
import io.tocsin.routing.Route;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import io.tocsin.routing.Terms;
import io.tocsin.routing.Terms.Resolved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of an alert's routes and of what is known of its incident. */
class PlannerTest {
  private final Alert firing = alert("f1", Severity.HIGH, Status.FIRING);
  private final Alert over = alert("r1", Severity.HIGH, Status.RESOLVED);

  private static Alert alert(String id, Severity severity, Status status) {
    return Alert.builder(id, "heimdallr", "plex", "plex is down")
        .severity(severity)
        .status(status)
        .name(Optional.of("plex-down"))
        .labels(Map.of("team", "db"))
        .receivedAt(NOON)
        .build();
  }

  private static Terms terms(
      Optional<String> fallback, List<String> groupBy, Duration repeatEvery, Resolved resolved) {
    return new Terms(
        fallback, Optional.empty(), groupBy, Duration.ofSeconds(30), repeatEvery, resolved);
  }

  private static Terms plain(Resolved resolved) {
    return terms(Optional.empty(), List.of(), Duration.ZERO, resolved);
  }

  private static Routing routing(Terms terms, String... targets) {
    return new Routing(
        Map.of("ops", target("ops"), "dev", target("dev"), "mail", target("mail")),
        List.of(new Route(List.of(), List.of(targets), false, terms)),
        Map.of());
  }

  private static Target target(String name) {
    return new Target(name, "discord", "lane-" + name, Map.of());
  }

  private static Planner planner(Routing routing, Alert alert, Incident incident, Instant now) {
    return planner(routing, alert, incident, Optional.empty(), now);
  }

  private static Planner planner(
      Routing routing, Alert alert, Incident incident, Optional<Story> begun, Instant now) {
    return new Planner(
        alert, routing.picks(alert, now), routing, Optional.of(incident), begun, now);
  }

  private Delivery news(Terms terms, State begun) {
    Delivery told = Delivery.of(firing, target("ops"));
    Delivery ended = begun == State.WAITING ? told : told.ended(begun, NOON, "so");
    Planner planner =
        planner(
            routing(terms, "ops"),
            over,
            Incident.unknown("in_1"),
            Optional.of(new Story(firing, List.of(ended), Optional.empty())),
            NOON);
    return planner.deliveries().get(0);
  }

  @Test
  void whatIsCriticalFallsBackAfterTwoMinutes() {
    Terms terms = terms(Optional.of("mail"), List.of(), Duration.ZERO, Resolved.UPDATE);
    Alert critical = alert("c1", Severity.CRITICAL, Status.FIRING);
    Incident none = Incident.unknown("in_1");

    Instructions its =
        planner(routing(terms, "ops"), critical, none, NOON).deliveries().get(0).instructions();
    assertEquals(Optional.of("mail"), its.fallback());
    assertEquals(Optional.of(NOON.plusSeconds(120)), its.fallbackAt());

    Instructions less =
        planner(routing(terms, "ops"), firing, none, NOON).deliveries().get(0).instructions();
    assertEquals(Optional.of("mail"), less.fallback());
    assertEquals(Optional.empty(), less.fallbackAt());
  }

  @Test
  void whatIsToldAnyhowIsNoFallback() {
    Terms terms = terms(Optional.of("mail"), List.of(), Duration.ZERO, Resolved.UPDATE);
    List<Delivery> deliveries =
        planner(routing(terms, "ops", "mail"), firing, Incident.unknown("in_1"), NOON).deliveries();
    assertEquals(2, deliveries.size());
    deliveries.forEach(each -> assertEquals(Optional.empty(), each.instructions().fallback()));
  }

  @Test
  void theSameIsToldOnceInAnIntervalUnlessItGetsWorse() {
    Terms terms = terms(Optional.empty(), List.of(), Duration.ofHours(4), Resolved.UPDATE);
    Routing routing = routing(terms, "ops");
    Planner first = planner(routing, firing, Incident.unknown("in_1"), NOON);
    Incident told = first.after(Incident.unknown("in_1"), first.deliveries());

    Instant soon = NOON.plusSeconds(3600);
    assertEquals(State.MUTED, planner(routing, firing, told, soon).deliveries().get(0).state());
    Alert worse = alert("f2", Severity.CRITICAL, Status.FIRING);
    assertEquals(State.WAITING, planner(routing, worse, told, soon).deliveries().get(0).state());
    Instant later = NOON.plusSeconds(4 * 3600);
    assertEquals(State.WAITING, planner(routing, firing, told, later).deliveries().get(0).state());

    Incident ended = planner(routing, over, told, soon).after(told, List.of());
    assertEquals(State.WAITING, planner(routing, firing, ended, soon).deliveries().get(0).state());
  }

  @Test
  void everyAlertIsToldWithoutAnIntervalThoughAnotherClockIsAhead() {
    Routing routing = routing(plain(Resolved.UPDATE), "ops");
    Planner first = planner(routing, firing, Incident.unknown("in_1"), NOON);
    Incident told = first.after(Incident.unknown("in_1"), first.deliveries());

    Instant before = NOON.minusMillis(2);
    assertEquals(State.WAITING, planner(routing, firing, told, before).deliveries().get(0).state());
  }

  @Test
  void groupsAreMadeOfTheValuesAndWait() {
    Terms byTeam = terms(Optional.empty(), List.of("labels.team"), Duration.ZERO, Resolved.UPDATE);
    Terms byService = terms(Optional.empty(), List.of("service"), Duration.ZERO, Resolved.UPDATE);
    Incident none = Incident.unknown("in_1");

    Instructions one =
        planner(routing(byTeam, "ops"), firing, none, NOON).deliveries().get(0).instructions();
    Instructions same =
        planner(routing(byTeam, "ops"), over, none, NOON).deliveries().get(0).instructions();
    Instructions other =
        planner(routing(byService, "ops"), firing, none, NOON).deliveries().get(0).instructions();

    assertEquals(one.group(), same.group());
    assertNotEquals(one.group(), other.group());
    assertEquals(Optional.of(NOON.plusSeconds(30)), one.notBefore());
  }

  @Test
  void newsOfTheEndKnowsItsBegin() {
    assertEquals(
        Optional.of("f1"), news(plain(Resolved.UPDATE), State.WAITING).instructions().resolves());
    assertEquals(
        Optional.empty(), news(plain(Resolved.MESSAGE), State.WAITING).instructions().resolves());
    assertEquals(State.MUTED, news(plain(Resolved.IGNORE), State.WAITING).state());
  }

  @Test
  void theEndIsNotToldWhereTheBeginWasNot() {
    for (State untold : List.of(State.MUTED, State.RESOLVED, State.FAILED_OVER)) {
      assertEquals(State.MUTED, news(plain(Resolved.UPDATE), untold).state());
    }
    for (State told : List.of(State.DELIVERED, State.DIGESTED, State.DEAD)) {
      assertEquals(State.WAITING, news(plain(Resolved.UPDATE), told).state());
    }
  }

  @Test
  void aReminderThatWasMutedDoesNotHideThatTheBeginWasTold() {
    Terms terms = terms(Optional.empty(), List.of(), Duration.ofHours(4), Resolved.UPDATE);
    Routing routing = routing(terms, "ops");
    Planner first = planner(routing, firing, Incident.unknown("in_1"), NOON);
    Incident begun = first.after(Incident.unknown("in_1"), first.deliveries());
    Alert again = alert("f2", Severity.HIGH, Status.FIRING);
    Planner second = planner(routing, again, begun, NOON);
    Incident told = second.after(begun, second.deliveries());
    Optional<Story> reminder = Optional.of(new Story(again, second.deliveries(), Optional.empty()));
    assertEquals(State.MUTED, second.deliveries().get(0).state());

    for (Routing now : List.of(routing, routing(terms, "dev"))) {
      Delivery end =
          planner(now, over, told, reminder, NOON).deliveries().stream()
              .filter(each -> each.target().equals("ops"))
              .findFirst()
              .orElseThrow();
      assertEquals(State.WAITING, end.state());
    }
    assertEquals(
        Optional.of("f1"),
        planner(routing, over, told, reminder, NOON).deliveries().get(0).instructions().resolves());
  }

  @Test
  void theEndIsToldWhereverTheBeginWas() {
    Planner planner =
        planner(
            routing(plain(Resolved.UPDATE), "dev"),
            over,
            Incident.unknown("in_1"),
            Optional.of(
                new Story(firing, List.of(Delivery.of(firing, target("ops"))), Optional.empty())),
            NOON);
    assertEquals(
        List.of("dev", "ops"), planner.deliveries().stream().map(Delivery::target).toList());
  }
}
