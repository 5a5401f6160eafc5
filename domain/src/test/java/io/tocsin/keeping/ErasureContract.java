package io.tocsin.keeping;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.attempt;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Lessons;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Incident;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.History;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.DiscordUser;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.Keys;
import io.tocsin.keys.Quotas;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchange.Direction;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.meeting.Meetings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every store does from which an owner is deleted. A subclass gives empty ones to each test,
 * with {@code Samples.NOON} for the time.
 */
public abstract class ErasureContract {
  private static final String ANN = "discord:80351110224678912";
  private static final Instant LATER = NOON.plusSeconds(10);

  /** The stores. */
  public record Stores(
      Outbox outbox,
      History history,
      Meetings meetings,
      Exchanges exchanges,
      Lessons lessons,
      Keys keys,
      Quotas quotas,
      Eraser eraser) {}

  protected abstract Stores stores();

  private Erasure erasure(Eraser eraser, Clock clock) {
    return new Erasure(
        new KeyDesk(stores().keys(), clock, new SecureRandom()),
        stores().history(),
        stores().meetings(),
        eraser,
        Optional.empty(),
        clock);
  }

  private Erasure erasure() {
    return erasure(stores().eraser(), Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @Test
  void whatIsAnOwnersGoesAndWhatIsAnothersStays() {
    Alert ann = keep("ev_ann", ANN, "cm_ann");
    Alert bob = keep("ev_bob", "bob", "cm_bob");
    Meeting anns = meet(ann);
    Meeting bobs = meet(bob);
    stores().outbox().keepOpened(Erasure.opening(new DiscordUser(ANN.substring(8))), "77");

    Erased erased = erasure().step(ANN, LATER);

    assertEquals(new Erased(1, 3, 1, 1, 0, true), erased);
    assertGone(ann, anns);
    assertThere(bob, bobs);
    assertEquals(new Erased(0, 0, 0, 0, 0, false), erasure().step(ANN, LATER));
    assertEquals(Optional.empty(), stores().outbox().opened("discord-dm#" + ANN.substring(8)));
    assertFalse(stores().outbox().laneNames(100).contains(ANN));
  }

  @Test
  void aDeletedAlertDoesNotComeBackWithARepeatedMessage() {
    Alert ann = keep("ev_ann", ANN, "cm_ann");
    erasure().step(ANN, LATER);

    assertTrue(stores().history().forgotten("ev_ann"));
    assertFalse(stores().history().forgotten("ev_other"));
    Outbox.Accepted accepted =
        stores().outbox().accept(ann, List.of(delivery(ann, "general", "lane-1")));

    assertEquals(new Outbox.Accepted(false, List.of()), accepted);
    assertEquals(Optional.empty(), stores().history().story("ev_ann"));
    assertEquals(List.of(), stores().outbox().waiting("lane-1", 10));
    assertFalse(stores().history().forgotten("ev_bob"));
  }

  @Test
  void whatIsSentJustThenIsNotRecorded() {
    Alert ann = keep("ev_ann", ANN, "cm_ann");
    Delivery underWay = delivery(ann, ANN, ANN);
    erasure().step(ANN, LATER);

    assertFalse(stores().outbox().record(List.of(delivered(underWay))));
    assertFalse(stores().outbox().revive(underWay.dead(attempt(NOON, "gone")), NOON));
    assertEquals(Optional.empty(), stores().history().story("ev_ann"));
  }

  @Test
  void itTakesAsManyStepsAsItNeeds() {
    for (int i = 0; i < 45; i++) {
      accept("ev_" + i, ANN, "cm_ann");
    }
    Clock late = Clock.fixed(LATER, ZoneOffset.UTC);

    assertEquals(
        new Erased(0, 0, 0, 0, 0, true), erasure(stores().eraser(), late).step(ANN, LATER));
    assertEquals(45, erasure().step(ANN, LATER).alerts());
    assertFalse(erasure().step(ANN, LATER).more());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void whoeverDiesAnywhereIsFollowedByTheNext(int lived) {
    Alert ann = keep("ev_ann", ANN, "cm_ann");
    Alert other = accept("ev_ann_2", ANN, "cm_ann");
    Meeting meeting = meet(ann);

    assertThrows(
        IllegalStateException.class,
        () ->
            erasure(new Dying(stores().eraser(), lived), Clock.fixed(NOON, ZoneOffset.UTC))
                .step(ANN, LATER));
    assertTrue(
        stores().keys().find("cm_ann").flatMap(key -> key.summary().revokedAt()).isPresent()
            || lived > 3);
    while (erasure().step(ANN, LATER).more()) {
      assertTrue(true, "it comes to its end");
    }

    assertGone(ann, meeting);
    assertEquals(Optional.empty(), stores().history().story(other.id()));
  }

  /** An eraser that dies after so many deletions. */
  private static final class Dying implements Eraser {
    private final Eraser eraser;
    private int left;

    Dying(Eraser eraser, int left) {
      this.eraser = eraser;
      this.left = left;
    }

    private void live() {
      if (left-- == 0) {
        throw new IllegalStateException("dead");
      }
    }

    @Override
    public void alert(Story story) {
      live();
      eraser.alert(story);
    }

    @Override
    public void meeting(Meeting meeting) {
      live();
      eraser.meeting(meeting);
    }

    @Override
    public void key(KeySummary key) {
      live();
      eraser.key(key);
    }

    @Override
    public void opened(String key) {
      live();
      eraser.opened(key);
    }

    @Override
    public void lane(String name) {
      live();
      eraser.lane(name);
    }
  }

  private Alert accept(String id, String owner, String key) {
    Alert alert =
        Alert.builder(id, "heimdallr", "plex", "plex is down")
            .receivedAt(NOON)
            .name(Optional.of("disk of " + owner))
            .key(Optional.of(key))
            .owner(Optional.of(owner))
            .build();
    stores()
        .outbox()
        .accept(
            alert,
            List.of(
                delivery(alert, "general", "lane-1"),
                delivery(alert, "errors", "lane-2"),
                delivery(alert, owner, owner)),
            Optional.of(begun(alert.incident().orElseThrow(), id)));
    return alert;
  }

  private Incident.Change begun(String key, String alertId) {
    Incident before = stores().outbox().incident(key).orElseGet(() -> Incident.unknown(key));
    return new Incident.Change(
        before,
        new Incident(
            key,
            Optional.of(alertId),
            Map.of(),
            before.episode().or(() -> Optional.of(alertId)),
            Optional.empty()));
  }

  /** An alert with all there may be about it: a delivery that is over, one dead, one that waits. */
  private Alert keep(String id, String owner, String key) {
    Alert alert = accept(id, owner, key);
    stores()
        .outbox()
        .record(
            List.of(
                delivered(delivery(alert, "general", "lane-1")),
                delivery(alert, "errors", "lane-2").dead(attempt(NOON, "gone"))));
    stores().outbox().mark(owner, NOON);
    stores().keys().create(ApiKey.of(key, owner, Secret.of("secret"), Set.of(Scope.ALERT)));
    stores().quotas().lease("key#" + key, 10, 1, NOON);
    Analysis analysis =
        Panel.of(new Rulebook("1", List.of())).analyse(Circumstances.of(alert, Map.of(), NOON));
    LearningRecord lesson = analysis.learning().finding().orElseThrow().keep();
    stores().lessons().keep(id, analysis);
    stores().lessons().keep("analysis " + id, lesson);
    return alert;
  }

  private Meeting meet(Alert alert) {
    Meeting wanted = MeetingSamples.wanted(Meeting.incident(alert), 1, alert.service(), NOON);
    stores().meetings().add(wanted);
    Meeting booked = MeetingSamples.booked(wanted, "slotify", "sl-" + alert.id());
    stores().meetings().swap(wanted, booked);
    stores()
        .exchanges()
        .keep(
            new Exchange(
                booked.id(),
                NOON,
                Direction.OUT,
                "slotify",
                "POST /meetings",
                "",
                Optional.of(200),
                "",
                Duration.ZERO));
    return booked;
  }

  private void assertGone(Alert alert, Meeting meeting) {
    String owner = alert.owner().orElseThrow();
    assertEquals(Optional.empty(), stores().history().story(alert.id()));
    assertEquals(Map.of(), stores().history().alerts(List.of(alert.id())));
    assertEquals(List.of(), found(Search.builder().owner(owner).build(), alert));
    assertEquals(List.of(), found(Search.ALL, alert));
    assertEquals(List.of(), found(Search.builder().service("plex").build(), alert));
    assertEquals(
        List.of(), found(Search.builder().states(Set.of(Delivery.State.DEAD)).build(), alert));
    assertEquals(List.of(), stores().outbox().waiting(owner, 10));
    assertEquals(Optional.empty(), stores().outbox().incident(alert.incident().orElseThrow()));
    assertEquals(Optional.empty(), stores().lessons().ofAlert(alert.id()));
    assertEquals(List.of(), stores().keys().ownedBy(owner, 10, Optional.empty()).items());
    assertEquals(Optional.empty(), stores().keys().find(alert.key().orElseThrow()));
    assertEquals(Optional.empty(), stores().meetings().find(meeting.id()));
    assertEquals(Optional.empty(), stores().meetings().ofIncident(meeting.incident()));
    assertEquals(Optional.empty(), stores().meetings().booked("slotify", "sl-" + alert.id()));
    assertFalse(stores().meetings().due(NOON.plusSeconds(99), 100).contains(meeting.id()));
    assertFalse(stores().meetings().recent(100, Optional.empty()).items().contains(meeting));
    assertFalse(stores().meetings().ofService("plex", 100).contains(meeting));
    assertEquals(List.of(), stores().exchanges().of(meeting.id(), 100));
  }

  private void assertThere(Alert alert, Meeting meeting) {
    String owner = alert.owner().orElseThrow();
    assertEquals(3, stores().history().story(alert.id()).orElseThrow().deliveries().size());
    assertEquals(1, found(Search.builder().owner(owner).build(), alert).size());
    assertEquals(1, stores().outbox().waiting(owner, 10).size());
    assertTrue(stores().outbox().incident(alert.incident().orElseThrow()).isPresent());
    assertTrue(stores().lessons().ofAlert(alert.id()).isPresent());
    assertEquals(1, stores().lessons().ofService("plex", 10).size());
    assertTrue(stores().keys().find(alert.key().orElseThrow()).isPresent());
    assertEquals(Optional.of(meeting), stores().meetings().find(meeting.id()));
    assertEquals(1, stores().exchanges().of(meeting.id(), 100).size());
  }

  private List<Story> found(Search search, Alert alert) {
    return stores().history().find(search, 100, Optional.empty()).items().stream()
        .filter(story -> story.alert().id().equals(alert.id()))
        .toList();
  }
}
