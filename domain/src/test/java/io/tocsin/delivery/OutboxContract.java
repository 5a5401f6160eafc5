package io.tocsin.delivery;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.attempt;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static io.tocsin.store.Samples.failedOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Incident.Told;
import io.tocsin.delivery.Outbox.Accepted;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.history.History;
import io.tocsin.store.Samples;
import io.tocsin.store.Threads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every outbox does with alerts and deliveries. A subclass gives an empty outbox to each test,
 * with the history that belongs to it.
 */
public abstract class OutboxContract {
  protected abstract Outbox outbox();

  protected abstract History history();

  @Test
  void aNewAlertIsOnRecordAndItsDeliveriesWait() {
    Alert alert = alert("a1");
    Delivery one = delivery(alert, "general", "lane-1");
    Delivery two = delivery(alert, "errors", "lane-2");

    Accepted accepted = outbox().accept(alert, List.of(one, two));

    assertEquals(
        new Accepted(
            true,
            List.of(
                new Planned("general", "discord", "lane-1"),
                new Planned("errors", "discord", "lane-2"))),
        accepted);
    assertEquals(List.of(one), outbox().waiting("lane-1", 10));
    assertEquals(List.of(two), outbox().waiting("lane-2", 10));
    assertEquals(Map.of("a1", alert), history().alerts(Set.of("a1")));
  }

  @Test
  void anAlertTakenInAgainIsWhatItWasAtFirst() {
    Alert alert = alert("a1");
    outbox().accept(alert, List.of(delivery(alert, "general", "lane-1")));

    Accepted again = outbox().accept(alert, List.of(delivery(alert, "other", "lane-2")));

    assertEquals(new Accepted(false, List.of(new Planned("general", "discord", "lane-1"))), again);
    assertEquals(1, outbox().waiting("lane-1", 10).size());
    assertEquals(List.of(), outbox().waiting("lane-2", 10));
  }

  @Test
  void anAlertTakenInAgainAfterItWasDeliveredDoesNotWaitAgain() {
    Alert alert = alert("a1");
    Delivery delivery = delivery(alert, "general", "lane-1");
    outbox().accept(alert, List.of(delivery));
    outbox().record(List.of(delivered(delivery)));

    assertFalse(outbox().accept(alert, List.of(delivery)).fresh());

    assertEquals(List.of(), outbox().waiting("lane-1", 10));
  }

  @Test
  void ofAHundredThreadsTakingAnAlertInOneFindsItNew() throws Exception {
    Alert alert = alert("a1");
    Outbox outbox = outbox();

    List<Accepted> accepted =
        Threads.together(
            100, i -> outbox.accept(alert, List.of(delivery(alert, "general", "lane-1"))));

    assertEquals(1, accepted.stream().filter(Accepted::fresh).count());
    assertEquals(
        Set.of(List.of(new Planned("general", "discord", "lane-1"))),
        accepted.stream().map(Accepted::planned).collect(Collectors.toSet()));
    assertEquals(1, outbox.waiting("lane-1", 10).size());
  }

  @Test
  void anAlertIsTakenInWholeOrNotAtAll() throws Exception {
    Alert alert = alert("a1");
    Outbox outbox = outbox();

    List<Accepted> accepted =
        Threads.together(
            12,
            i ->
                outbox.accept(
                    alert,
                    List.of(
                        delivery(alert, "one-" + i, "lane-" + i),
                        delivery(alert, "two-" + i, "lane-" + i))));

    List<Integer> waiting =
        IntStream.range(0, 12).mapToObj(i -> outbox.waiting("lane-" + i, 10).size()).toList();
    assertEquals(2, waiting.stream().mapToInt(Integer::intValue).sum());
    assertTrue(waiting.contains(2), "both deliveries come from one thread");
    int winner = waiting.indexOf(2);
    assertTrue(accepted.get(winner).fresh());
  }

  @Test
  void anAlertWithoutTargetsIsOnRecordToo() {
    assertEquals(new Accepted(true, List.of()), outbox().accept(alert("a1"), List.of()));

    assertFalse(outbox().accept(alert("a1"), List.of()).fresh());
    assertEquals(List.of(), history().story("a1").orElseThrow().deliveries());
  }

  @Test
  void fortyDeliveriesFitAndMoreAreRefused() {
    Alert alert = alert("a1");
    List<Delivery> forty =
        IntStream.range(0, 40).mapToObj(i -> delivery(alert, "t" + i, "lane-1")).toList();
    Alert other = alert("a2");
    List<Delivery> more =
        IntStream.range(0, 41).mapToObj(i -> delivery(other, "t" + i, "lane-2")).toList();

    assertTrue(outbox().accept(alert, forty).fresh());
    assertEquals(40, outbox().waiting("lane-1", 100).size());
    assertTrue(outbox().record(forty.stream().map(Samples::delivered).toList()));
    assertEquals(List.of(), outbox().waiting("lane-1", 100));

    assertThrows(IllegalArgumentException.class, () -> outbox().accept(other, more));
    assertThrows(IllegalArgumentException.class, () -> outbox().record(more));
    assertTrue(history().alerts(Set.of("a2")).isEmpty());
  }

  @Test
  void theMostSevereWaitsInFrontAndThenTheOldest() {
    Alert oldInfo = alert("a1", Severity.INFO, NOON.minusSeconds(900));
    Alert newCritical = alert("a2", Severity.CRITICAL, NOON);
    Alert oldCritical = alert("a3", Severity.CRITICAL, NOON.minusMillis(1));
    Alert low = alert("a4", Severity.LOW, NOON.plusSeconds(60));
    for (Alert alert : List.of(newCritical, low, oldInfo, oldCritical)) {
      outbox().accept(alert, List.of(delivery(alert, "general", "lane-1")));
    }

    assertEquals(List.of("a3", "a2", "a4", "a1"), waitingIds("lane-1", 10));
    assertEquals(List.of("a3", "a2"), waitingIds("lane-1", 2));
  }

  @Test
  void lanesDoNotMixWhateverTheirNames() {
    List<String> names = List.of("a", "a#b", "a/", "1:a/", "ab", "🔔", "é", "lane", "d#0", "A");
    for (String name : names) {
      Alert alert = alert("for " + name);
      outbox().accept(alert, List.of(delivery(alert, "general", name)));
      outbox().mark(name, NOON);
    }

    for (String name : names) {
      assertEquals(List.of("for " + name), waitingIds(name, 10));
      assertEquals(1, outbox().lane(name).marks());
    }
  }

  @Test
  void whatIsSettledLeavesTheLaneAndIsOnRecord() {
    Alert alert = alert("a1");
    Delivery one = delivery(alert, "general", "lane-1");
    Delivery two = delivery(alert, "errors", "lane-1");
    outbox().accept(alert, List.of(one, two));

    assertTrue(outbox().record(List.of(delivered(one), failedOnce(two))));

    assertEquals(List.of(failedOnce(two)), outbox().waiting("lane-1", 10));
    assertEquals(
        List.of(delivered(one), failedOnce(two)), history().story("a1").orElseThrow().deliveries());
  }

  @Test
  void whatDoesNotWaitAnyMoreIsNotRecordedAndNothingWithIt() {
    Alert alert = alert("a1");
    Delivery one = delivery(alert, "general", "lane-1");
    Delivery two = delivery(alert, "errors", "lane-1");
    outbox().accept(alert, List.of(one, two));
    outbox().record(List.of(delivered(one)));
    Delivery dead = one.dead(attempt(NOON, "gone"));

    assertFalse(outbox().record(List.of(delivered(one))));
    assertFalse(outbox().record(List.of(delivered(two), dead)));

    assertEquals(List.of(two), outbox().waiting("lane-1", 10));
    assertEquals(List.of(delivered(one), two), history().story("a1").orElseThrow().deliveries());
  }

  @Test
  void ofManyThreadsRecordingADeliveryOneDoes() throws Exception {
    Alert alert = alert("a1");
    Delivery one = delivery(alert, "general", "lane-1");
    Outbox outbox = outbox();
    outbox.accept(alert, List.of(one));

    List<Boolean> recorded = Threads.together(16, i -> outbox.record(List.of(delivered(one))));

    assertEquals(1, recorded.stream().filter(done -> done).count());
  }

  @Test
  void recordingNothingIsFine() {
    assertTrue(outbox().record(List.of()));
  }

  @Test
  void anyTextIsKeptAsItIs() {
    Alert alert =
        Alert.builder("id\u0000 with #/🔔", "source\n\t", "sérvice ✓", "🔔🔔 \u0000 \u0007")
            .type("tÿpe")
            .message("\uFFFE\uFFFF x ".repeat(8_000))
            .receivedAt(NOON)
            .detectedAt(Optional.of(NOON.minusNanos(1)))
            .affectedSystems(List.of("", "a", "🔔"))
            .labels(Map.of("", "empty", "k\u0000", "v", "empty", ""))
            .details(new Json("{\"text\":\"" + "ü🔔".repeat(42_000) + "\"}"))
            .extra(new Json("{\"more\":[1,2.50,null,\"\\u0000\"]}"))
            .name(Optional.of("näme"))
            .key(Optional.of("cm_1"))
            .build();

    assertTrue(outbox().accept(alert, List.of(delivery(alert, "gén 🔔", "läne"))).fresh());

    assertFalse(outbox().accept(alert, List.of()).fresh());
    assertEquals(Map.of(alert.id(), alert), history().alerts(Set.of(alert.id())));
    assertEquals(List.of(delivery(alert, "gén 🔔", "läne")), outbox().waiting("läne", 1));
  }

  @Test
  void halfACharacterDoesNoHarm() {
    Alert alert =
        Alert.builder("half", "source", "service", "half \uD83D of a bell")
            .receivedAt(NOON)
            .build();

    assertTrue(outbox().accept(alert, List.of(delivery(alert, "general", "lane-1"))).fresh());

    String title = history().story("half").orElseThrow().alert().title();
    assertTrue(title.startsWith("half ") && title.endsWith(" of a bell"), title);
  }

  private List<String> waitingIds(String lane, int limit) {
    return outbox().waiting(lane, limit).stream().map(Delivery::alertId).toList();
  }

  @Test
  void whatIsMutedIsRecordedAndDoesNotWait() {
    Alert alert = alert("a1");
    Delivery muted =
        delivery(alert, "general", "lane-1").ended(State.MUTED, NOON, "silenced by ann: deploying");

    assertTrue(outbox().accept(alert, List.of(muted)).fresh());

    assertEquals(List.of(), outbox().waiting("lane-1", 10));
    assertEquals(List.of(muted), history().story("a1").orElseThrow().deliveries());
  }

  @Test
  void anIncidentIsKnownFromItsAlertOn() {
    Incident unknown = Incident.unknown("in_1");
    Incident incident = begun("a1");
    assertEquals(Optional.empty(), outbox().incident("in_1"));

    accept("a1", unknown, incident);
    assertEquals(Optional.of(incident), outbox().incident("in_1"));

    assertFalse(accept("a1", incident, unknown).orElseThrow().fresh());
    assertEquals(Optional.of(incident), outbox().incident("in_1"), "the alert was known");
    assertTrue(accept("a2", incident, unknown).orElseThrow().fresh());
    assertEquals(Optional.of(unknown), outbox().incident("in_1"));
  }

  @Test
  void anAlertIsNotTakenInWhoseIncidentHasComeToSomethingElse() {
    Incident unknown = Incident.unknown("in_1");
    Incident one = begun("a1");
    Incident other = begun("a2");
    accept("a1", unknown, one);

    assertEquals(Optional.empty(), accept("a2", unknown, other));

    assertEquals(Optional.of(one), outbox().incident("in_1"));
    assertEquals(Map.of(), history().alerts(Set.of("a2")));
    assertFalse(accept("a1", unknown, other).orElseThrow().fresh(), "it is known all the same");
    Incident repeated =
        new Incident("in_1", Optional.of("a2"), one.told(), one.episode(), Optional.empty());
    assertTrue(accept("a2", one, repeated).isPresent());
    assertTrue(accept("a3", one, repeated).isPresent(), "only repeated since");
    accept("a4", repeated, unknown);
    assertEquals(Optional.empty(), accept("a5", repeated, repeated));
  }

  private static Incident begun(String alert) {
    return new Incident(
        "in_1",
        Optional.of(alert),
        Map.of("general", new Told(NOON, Severity.HIGH, Optional.of(alert))),
        Optional.of(alert),
        Optional.empty());
  }

  private Optional<Accepted> accept(String id, Incident before, Incident after) {
    return outbox().accept(alert(id), List.of(), Optional.of(new Incident.Change(before, after)));
  }

  @Test
  void theOldestOfASeverityAreFound() {
    for (int i = 9; i >= 0; i--) {
      Alert alert = alert("a" + i, i < 5 ? Severity.LOW : Severity.INFO, NOON.plusSeconds(i));
      outbox().accept(alert, List.of(delivery(alert, "general", "lane-1")));
    }
    assertEquals(
        List.of("a0", "a1"),
        outbox().waiting("lane-1", Severity.LOW, 2).stream().map(Delivery::alertId).toList());
    assertEquals(5, outbox().waiting("lane-1", Severity.INFO, 10).size());
    assertEquals(List.of(), outbox().waiting("lane-1", Severity.HIGH, 10));
    assertEquals(List.of(), outbox().waiting("lane-10", Severity.LOW, 10));
  }

  @Test
  void whatIsMadeInsteadIsRecordedWaitsAndMarksItsLane() {
    Alert alert = alert("a1");
    Delivery one = delivery(alert, "general", "lane-1");
    Delivery over = one.ended(State.FAILED_OVER, NOON, "too late");
    Delivery instead = one.fallback(Samples.target("mail", "lane-2"));
    outbox().accept(alert, List.of(one));

    assertTrue(outbox().record(List.of(over), List.of(instead), NOON));

    assertEquals(List.of(), outbox().waiting("lane-1", 10));
    assertEquals(List.of(instead), outbox().waiting("lane-2", 10));
    assertEquals(List.of(over, instead), history().story("a1").orElseThrow().deliveries());
    assertEquals(1, outbox().lane("lane-2").marks());
    assertEquals(Optional.of(NOON), outbox().lane("lane-2").due());
  }

  @Test
  void whatWasEverMadeIsNotMadeInsteadOfAnother() {
    Alert alert = alert("a1");
    Delivery one = delivery(alert, "general", "lane-1");
    Delivery two = delivery(alert, "errors", "lane-1");
    Delivery instead = one.fallback(Samples.target("mail", "lane-2"));
    outbox().accept(alert, List.of(one, two));
    outbox().record(List.of(one.ended(State.FAILED_OVER, NOON, "gone")), List.of(instead), NOON);
    outbox().record(List.of(delivered(instead)));

    Delivery again = two.fallback(Samples.target("mail", "lane-2"));
    Delivery other = two.fallback(Samples.target("pager", "lane-3"));
    assertTrue(
        outbox()
            .record(
                List.of(two.ended(State.FAILED_OVER, NOON, "gone")), List.of(again, other), NOON));

    assertEquals(List.of(), outbox().waiting("lane-1", 10));
    assertEquals(List.of(), outbox().waiting("lane-2", 10), "told before");
    assertEquals(List.of(other), outbox().waiting("lane-3", 10));
  }

  @Test
  void nothingIsMadeInsteadOfWhatDoesNotWaitAnyMore() {
    Alert alert = alert("a1");
    Delivery one = delivery(alert, "general", "lane-1");
    outbox().accept(alert, List.of(one));
    outbox().record(List.of(delivered(one)));

    Delivery instead = one.fallback(Samples.target("mail", "lane-2"));
    Delivery over = one.ended(State.FAILED_OVER, NOON, "gone");
    assertFalse(outbox().record(List.of(over), List.of(instead), NOON));

    assertEquals(List.of(), outbox().waiting("lane-2", 10));
    assertEquals(List.of(delivered(one)), history().story("a1").orElseThrow().deliveries());
  }

  @Test
  void aDeadLetterWaitsAgainOnce() {
    Alert alert = alert("a1");
    Delivery one = delivery(alert, "general", "lane-1");
    Delivery dead = one.dead(attempt(NOON, "gone"));
    outbox().accept(alert, List.of(one));
    assertFalse(outbox().revive(dead, NOON), "it is not dead yet");
    outbox().record(List.of(dead));

    assertTrue(outbox().revive(dead, NOON.plusSeconds(9)));
    assertFalse(outbox().revive(dead, NOON.plusSeconds(9)));

    Delivery revived = dead.revived(NOON.plusSeconds(9));
    assertEquals(List.of(revived), outbox().waiting("lane-1", 10));
    assertEquals(List.of(revived), history().story("a1").orElseThrow().deliveries());
    assertEquals(1, outbox().lane("lane-1").marks());
    assertTrue(outbox().record(List.of(delivered(revived))));
  }

  @Test
  void whatWasOpenedIsKept() {
    assertEquals(Optional.empty(), outbox().opened("discord-dm#1"));
    outbox().keepOpened("discord-dm#1", "77");
    outbox().keepOpened("discord-dm#1", "78");
    assertEquals(Optional.of("78"), outbox().opened("discord-dm#1"));
    assertEquals(Optional.empty(), outbox().opened("discord-dm#2"));
  }
}
