package io.tocsin.delivery;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Incident.Acknowledged;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.Acknowledgements;
import io.tocsin.history.History;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import io.tocsin.routing.Route;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Silencer;
import io.tocsin.routing.Target;
import io.tocsin.routing.Terms;
import io.tocsin.routing.Terms.Resolved;
import io.tocsin.store.MapSilences;
import io.tocsin.store.MemoryMaps;
import io.tocsin.store.Samples;
import io.tocsin.store.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every store of acknowledgements does, and what that means for the alerts that come next. A
 * subclass gives empty stores to each test.
 */
public abstract class AcknowledgementsContract {
  private static final Acknowledgement ANNS =
      new Acknowledgement("ann", NOON.plusSeconds(60), Optional.of("I am \uD83D\uDD0E at it"));
  private static final Acknowledgement BOBS =
      new Acknowledgement("bob", NOON.plusSeconds(61), Optional.empty());
  private static final String WHY = "acknowledged by ann at " + ANNS.at();
  private static final Terms TERMS =
      new Terms(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Duration.ZERO,
          Duration.ofMinutes(1),
          Resolved.UPDATE);
  private static final Target OPS = Samples.target("ops", "lane-1");
  private static final Routing ROUTING =
      new Routing(
          Map.of("ops", OPS),
          List.of(new Route(List.of(), List.of("ops"), false, TERMS)),
          Map.of());

  protected abstract Outbox outbox();

  protected abstract History history();

  protected abstract Acknowledgements acknowledgements();

  private static Alert alert(String id, Severity severity, Status status) {
    return Alert.builder(id, "heimdallr", "plex", "plex is down")
        .severity(severity)
        .status(status)
        .name(Optional.of("plex-down"))
        .receivedAt(NOON)
        .build();
  }

  private static Alert firing(String id) {
    return alert(id, Severity.HIGH, Status.FIRING);
  }

  private static Alert over(String id) {
    return alert(id, Severity.HIGH, Status.RESOLVED);
  }

  /** Takes an alert in, so many minutes after noon. */
  private void take(Alert alert, int minute) {
    Clock clock = Clock.fixed(NOON.plus(Duration.ofMinutes(minute)), ZoneOffset.UTC);
    Silencer silencer =
        new Silencer(
            ROUTING, new MapSilences(new MemoryMaps()), expression -> expression::equals, clock);
    new AlertRouter(
            ROUTING, silencer, outbox(), history(), (lanes, wait) -> {}, clock, Witness.NOBODY)
        .accept(alert);
  }

  private Optional<Acknowledgement> acknowledge(String id, Acknowledgement how) {
    return acknowledgements().acknowledge(id, how);
  }

  private Delivery delivery(String id) {
    return history().story(id).orElseThrow().deliveries().get(0);
  }

  private Optional<Acknowledged> incident() {
    return outbox()
        .incident(firing("any").incident().orElseThrow())
        .flatMap(Incident::acknowledged);
  }

  private List<Story> found(Search search) {
    return history().find(search, 10, Optional.empty()).items();
  }

  @Test
  void theFirstIsKeptAndReadWithItsAlert() {
    Alert alert = firing("a1").of("heimdallr", Optional.empty());
    outbox().accept(alert, List.of());
    outbox().accept(Samples.alert("a2"), List.of());

    assertEquals(Optional.of(ANNS), acknowledge("a1", ANNS));
    assertEquals(Optional.of(ANNS), acknowledge("a1", BOBS));

    Story story = new Story(alert, List.of(), Optional.of(ANNS));
    assertEquals(Optional.of(story), history().story("a1"));
    for (Search search :
        List.of(
            Search.builder().acknowledged(true).build(),
            Search.builder().acknowledged(true).service("plex").build(),
            Search.builder().owner("heimdallr").build())) {
      assertEquals(List.of(story), found(search), search.toString());
    }
    assertEquals(
        List.of("a2"),
        found(Search.builder().acknowledged(false).build()).stream()
            .map(each -> each.alert().id())
            .toList());
  }

  @Test
  void whatIsNotThereIsNotAcknowledged() {
    for (String id : List.of("none", "", "x".repeat(4096))) {
      assertEquals(Optional.empty(), acknowledge(id, ANNS));
    }
    assertEquals(List.of(), found(Search.ALL));
  }

  @Test
  void ofManyThreadsOneIsTheFirst() throws Exception {
    take(firing("a1"), 0);
    Acknowledgements acknowledgements = acknowledgements();

    List<Optional<Acknowledgement>> kept =
        Threads.together(
            12,
            i ->
                acknowledgements.acknowledge(
                    "a1", new Acknowledgement("p" + i, NOON, Optional.empty())));

    assertEquals(1, Set.copyOf(kept).size());
    assertEquals(kept.get(0), history().story("a1").orElseThrow().acknowledged());
    assertEquals(kept.get(0).map(Acknowledgement::by), incident().map(Acknowledged::by));
  }

  @Test
  void anIncidentThatIsAcknowledgedIsNotToldAgain() {
    take(firing("a1"), 0);
    acknowledge("a1", ANNS);

    take(firing("a2"), 10);
    take(alert("a3", Severity.LOW, Status.FIRING), 20);
    take(over("r1"), 30);
    take(firing("a4"), 40);

    assertEquals(State.WAITING, delivery("a1").state());
    assertEquals(List.of(Optional.of(WHY), Optional.of(WHY)), notes("a2", "a3"));
    assertEquals(State.WAITING, delivery("r1").state(), "that it is over is told");
    assertEquals(Optional.of("a1"), waiting("r1").instructions().resolves());
    assertEquals(State.WAITING, delivery("a4").state(), "it began anew");
    assertEquals(Optional.empty(), incident());
  }

  private List<Optional<String>> notes(String... ids) {
    return List.of(ids).stream().map(id -> delivery(id).note()).toList();
  }

  private Delivery waiting(String id) {
    return outbox().waiting("lane-1", 100).stream()
        .filter(each -> each.alertId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatGetsWorseIsToldAndFromThenOnTheRest() {
    take(firing("a1"), 0);
    acknowledge("a1", ANNS);

    take(alert("a2", Severity.CRITICAL, Status.FIRING), 1);
    take(firing("a3"), 10);

    assertEquals(State.WAITING, delivery("a2").state());
    assertEquals(Optional.empty(), incident());
    assertEquals(State.WAITING, delivery("a3").state());
    acknowledge("a2", ANNS);
    take(firing("a4"), 20);
    assertEquals(List.of(Optional.of(WHY)), notes("a4"));
  }

  @Test
  void anyAlertOfAnIncidentStandsForItTheWorstForTheOthers() {
    take(firing("a1"), 0);
    take(alert("a2", Severity.LOW, Status.FIRING), 10);
    acknowledge("a2", BOBS);
    take(firing("a3"), 20);
    assertEquals(State.WAITING, delivery("a3").state(), "worse than what was acknowledged");

    acknowledge("a1", ANNS);
    take(firing("a4"), 30);
    assertEquals(List.of(Optional.of(WHY)), notes("a4"));
  }

  @Test
  void whatIsOverIsAcknowledgedByItself() {
    take(firing("a1"), 0);
    take(over("r1"), 1);
    acknowledge("r1", ANNS);
    take(firing("a2"), 2);
    assertEquals(Optional.of(ANNS), acknowledge("a1", ANNS));

    take(firing("a3"), 10);

    assertEquals(Optional.empty(), incident());
    assertEquals(State.WAITING, delivery("a3").state());
  }

  @Test
  void noAlertThatComesMeanwhileUndoesItNorIsUndone() throws Exception {
    take(firing("a0"), 0);
    Set<String> all = new HashSet<>(Set.of("a0"));

    for (int round = 0; round < 5; round++) {
      int now = round;
      String latest = "a" + round * 10;
      Threads.together(
          6,
          i -> {
            if (i == 0) {
              return acknowledge(latest, ANNS).isPresent();
            }
            take(firing("a" + (now * 10 + i)), 2 * now);
            return true;
          });
      for (int i = 1; i < 6; i++) {
        all.add("a" + (round * 10 + i));
      }
      assertEquals(Optional.of(new Acknowledged("ann", ANNS.at(), Severity.HIGH)), incident());
      // Over, and begun anew.
      take(over("r" + round), 2 * round);
      take(firing("a" + (round + 1) * 10), 2 * round);
      all.add("a" + (round + 1) * 10);
      assertEquals(Optional.empty(), incident());
    }
    assertEquals(all, history().alerts(all).keySet());
  }

  @Test
  void ofManyThatBeginAnIncidentOneIsTold() throws Exception {
    Threads.together(
        8,
        i -> {
          take(firing("a" + i), 0);
          return true;
        });

    assertEquals(1, outbox().waiting("lane-1", 100).size());
    Delivery told = outbox().waiting("lane-1", 1).get(0);
    acknowledge(told.alertId(), ANNS);
    take(firing("next"), 10);
    assertEquals(List.of(Optional.of(WHY)), notes("next"));
  }

  @Test
  void whateverComesFirstTheWorseIsToldAndItsReminders() throws Exception {
    for (int round = 0; round < 5; round++) {
      int start = round * 100;
      String worse = "w" + round;
      take(firing("a" + round), start);
      String first = "a" + round;
      Threads.together(
          2,
          i -> {
            if (i == 0) {
              return acknowledge(first, ANNS);
            }
            take(alert(worse, Severity.CRITICAL, Status.FIRING), start + 1);
            return Optional.empty();
          });
      String reminder = "x" + round;
      take(alert(reminder, Severity.CRITICAL, Status.FIRING), start + 10);

      assertEquals(Optional.of(ANNS), history().story(first).orElseThrow().acknowledged());
      assertEquals(State.WAITING, delivery(worse).state());
      assertEquals(State.WAITING, delivery(reminder).state());
      take(over("r" + round), start + 20);
      assertTrue(incident().isEmpty());
    }
  }
}
