package io.tocsin.history;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static io.tocsin.store.Samples.failedOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.History.BadCursorException;
import io.tocsin.history.History.Refusal;
import io.tocsin.store.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every history does. A subclass gives an empty one to each test, with the outbox that writes
 * into it, and {@code Samples.NOON} for the time if the store has a clock.
 */
public abstract class HistoryContract extends SearchContract {

  @Test
  void anEmptyHistoryHasNothing() {
    assertEquals(new Page<>(List.of(), Optional.empty()), history().recent(20, Optional.empty()));
    assertEquals(Map.of(), history().alerts(List.of()));
    assertEquals(Map.of(), history().alerts(List.of("a1", "a1")));
    assertEquals(Optional.empty(), history().story("a1"));
    assertEquals(List.of(), history().refusals(10));
    assertEquals(List.of(), history().ofService("plex", 100));
  }

  @Test
  void thoseAlertsThatThereAreAreFound() {
    Alert one = keep("a1", NOON);
    Alert two = keep("a2", NOON);

    assertEquals(Map.of("a1", one, "a2", two), history().alerts(List.of("a1", "none", "a2", "a1")));
  }

  @Test
  void alertsAreAllFoundHoweverBig() {
    List<String> ids = IntStream.range(0, 70).mapToObj(i -> "big" + i).toList();
    ids.forEach(id -> outbox().accept(big(id, NOON), List.of()));

    assertEquals(Set.copyOf(ids), history().alerts(ids).keySet());
    assertEquals(Set.copyOf(ids), Set.copyOf(ofService("service", 100)));
  }

  @Test
  void aStoryShowsWhatWasNotTriedYetAsWaiting() {
    Alert alert = keep("a1", NOON);

    assertEquals(
        Optional.of(
            new Story(alert, List.of(delivery(alert, "general", "lane-1")), Optional.empty())),
        history().story("a1"));
  }

  @Test
  void aStoryShowsEveryAttempt() {
    Alert alert = keep("a1", NOON);
    Delivery failed = failedOnce(delivery(alert, "general", "lane-1"));
    outbox().record(List.of(failed));
    outbox().record(List.of(delivered(failed)));

    Delivery told = history().story("a1").orElseThrow().deliveries().get(0);

    assertEquals(delivered(failed), told);
    assertEquals(2, told.attempts().size());
    assertEquals(Optional.of("msg-1"), told.messageId());
  }

  @Test
  void recentTellsTheNewestFirstWithItsDeliveries() {
    Alert old = keep("a1", NOON.minusSeconds(60));
    Alert young = keep("a2", NOON);
    Delivery done = delivered(delivery(old, "general", "lane-1"));
    outbox().record(List.of(done));

    assertEquals(
        new Page<>(
            List.of(
                new Story(young, List.of(delivery(young, "general", "lane-1")), Optional.empty()),
                new Story(old, List.of(done), Optional.empty())),
            Optional.empty()),
        history().recent(20, Optional.empty()));
  }

  @Test
  void pagesGoOnOverDaysWithGaps() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      keep("a" + i, NOON.minus(Duration.ofHours(31L * i)));
      expected.add("a" + i);
    }

    assertEquals(expected, readAll(4));
    assertEquals(expected, readAll(23), "a full last page has no next");
    assertEquals(expected, readAll(100));
    assertEquals(
        Optional.empty(), history().recent(23, Optional.empty()).next(), "nothing follows");
  }

  @Test
  void aCursorStaysGoodWhileNewAlertsArrive() {
    IntStream.range(0, 6).forEach(i -> keep("a" + i, NOON.minusSeconds(i)));
    Page<Story> first = history().recent(3, Optional.empty());
    keep("newer", NOON.plusSeconds(1));
    keep("new day", NOON.plus(Duration.ofHours(13)));

    Page<Story> second = history().recent(3, first.next());

    assertEquals(List.of("a3", "a4", "a5"), ids(second));
    assertEquals(List.of("a3", "a4", "a5"), ids(history().recent(3, first.next())), "any time");
    assertEquals(Optional.empty(), second.next());
  }

  @Test
  void alertsOfOneMillisecondComeOnceEachWithTheirOwnDeliveries() {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      for (String id : List.of("x" + i, "x" + i + "#alert", "x" + i + "#b", "🔔" + i)) {
        Alert alert = keep(id, NOON);
        outbox().record(List.of(delivered(delivery(alert, "general", "lane-1"))));
        expected.add(id);
      }
    }

    List<String> read = readAll(7);

    assertEquals(expected.size(), read.size());
    assertEquals(expected, Set.copyOf(read));
    for (Story story : history().recent(100, Optional.empty()).items()) {
      assertEquals(
          List.of(delivered(delivery(story.alert(), "general", "lane-1"))), story.deliveries());
    }
  }

  @Test
  void recentReadsManyBigAlertsToo() {
    IntStream.range(0, 9)
        .forEach(i -> outbox().accept(big("big" + i, NOON.minusSeconds(i)), List.of()));

    assertEquals(IntStream.range(0, 9).mapToObj(i -> "big" + i).toList(), readAll(4));
  }

  @Test
  void anAlertFromAnyTimeIsOnRecord() {
    keep("long ago", Instant.EPOCH);
    keep("far ahead", NOON.plus(Duration.ofDays(3650)));

    assertEquals(List.of("far ahead", "long ago"), readAll(1));

    keep("first of all", Instant.parse("0000-01-01T00:00:00Z"));
    keep("last of all", Instant.parse("9999-12-31T23:59:59.999Z"));
    assertEquals(List.of("last of all", "far ahead", "long ago", "first of all"), readAll(1));
  }

  @Test
  void whatIsNoCursorIsRefused() {
    keep("a1", NOON);
    List<String> bad =
        List.of(
            "",
            "nonsense",
            "%%%",
            "🔔",
            encoded("12"),
            encoded("x:y"),
            encoded("9999999999999999999:a"),
            encoded("12:"),
            "a".repeat(10_000));
    for (String cursor : bad) {
      assertThrows(
          BadCursorException.class, () -> history().recent(10, Optional.of(cursor)), cursor);
    }
  }

  @Test
  void aPageHasOneToAHundredAlerts() {
    assertThrows(IllegalArgumentException.class, () -> history().recent(0, Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> history().recent(101, Optional.empty()));
  }

  @Test
  void aServicesAlertsComeNewestFirst() {
    for (int i : List.of(2, 0, 3, 1)) {
      keep("a" + i, NOON.minus(Duration.ofHours(31L * i)));
    }
    keep("b", "emby", NOON);
    keep("c", "ple", NOON);

    assertEquals(List.of("a0", "a1", "a2", "a3"), ofService("plex", 100));
    assertEquals(List.of("a0", "a1"), ofService("plex", 2));
    assertEquals(List.of("b"), ofService("emby", 1));
    assertEquals(List.of(), ofService("sonarr", 10));
  }

  @Test
  void aServicesAlertsAreWholeAndItsDeliveriesAreNotAmongThem() {
    Alert alert = keep("a1", NOON);
    Delivery failed = failedOnce(delivery(alert, "general", "lane-1"));
    outbox().record(List.of(failed));
    outbox().record(List.of(delivered(failed)));

    assertEquals(List.of(alert), history().ofService("plex", 100));
  }

  @Test
  void aServiceMayHaveAnyName() {
    // Every alert has a service, of at most 256 characters.
    List<String> names =
        Samples.NAMES.stream().filter(name -> !name.isBlank() && name.length() <= 256).toList();
    for (int i = 0; i < names.size(); i++) {
      keep("a" + i, names.get(i), NOON);
    }
    for (int i = 0; i < names.size(); i++) {
      assertEquals(List.of("a" + i), ofService(names.get(i), 10));
    }
  }

  @Test
  void ofAServiceOneToAHundredAreReadAtOnce() {
    assertThrows(IllegalArgumentException.class, () -> history().ofService("plex", 0));
    assertThrows(IllegalArgumentException.class, () -> history().ofService("plex", 101));
  }

  @Test
  void refusalsAreToldNewestFirst() {
    Refusal old = new Refusal("m1", NOON.minus(Duration.ofDays(2)), "not well-formed JSON");
    Refusal young = new Refusal("m2", NOON, "title: is required");
    Refusal same = new Refusal("m3", NOON.plusMillis(1), "🔔\u0000");
    history().refused(old);
    history().refused(same);
    history().refused(young);

    assertEquals(List.of(same, young, old), history().refusals(10));
    assertEquals(List.of(same, young), history().refusals(2));
    assertTrue(history().recent(10, Optional.empty()).items().isEmpty(), "they are no alerts");
  }

  private List<String> ofService(String service, int limit) {
    return history().ofService(service, limit).stream().map(Alert::id).toList();
  }

  private void keep(String id, String service, Instant receivedAt) {
    Alert alert =
        Alert.builder(id, "heimdallr", service, "it is down").receivedAt(receivedAt).build();
    outbox().accept(alert, List.of());
  }

  private Alert keep(String id, Instant receivedAt) {
    Alert alert = alert(id, Severity.HIGH, receivedAt);
    outbox().accept(alert, List.of(delivery(alert, "general", "lane-1")));
    return alert;
  }

  private static Alert big(String id, Instant receivedAt) {
    return Alert.builder(id, "source", "service", "big")
        .details(new Json("\"" + "x".repeat(250 * 1024) + "\""))
        .receivedAt(receivedAt)
        .build();
  }

  /** Follows the cursors to the end. */
  private List<String> readAll(int limit) {
    List<String> read = new ArrayList<>();
    Page<Story> page = history().recent(limit, Optional.empty());
    read.addAll(ids(page));
    while (page.next().isPresent() && read.size() < 1000) {
      page = history().recent(limit, page.next());
      read.addAll(ids(page));
    }
    return read;
  }

  private static List<String> ids(Page<Story> page) {
    return page.items().stream().map(story -> story.alert().id()).toList();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
