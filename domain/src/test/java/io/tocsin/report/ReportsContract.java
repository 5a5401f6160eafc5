package io.tocsin.report;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.attempt;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Outbox;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.meeting.Meetings;
import io.tocsin.report.Report.OfChannel;
import io.tocsin.report.Report.OfService;
import io.tocsin.report.Report.OfTarget;
import io.tocsin.store.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store counts. A subclass gives an empty one to each test, with {@link Samples#NOON}
 * for the time if it has a clock.
 */
public abstract class ReportsContract {
  private static final Period DAY =
      new Period(Instant.parse("2026-11-21T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));

  protected abstract Outbox outbox();

  protected abstract Meetings meetings();

  protected abstract Reports reports();

  /** Has everything counted that was done so far. */
  protected abstract void settle();

  @Test
  void whereNothingHappenedNothingIsCounted() {
    assertEquals(Map.of(), reports().sums(DAY));
    assertEquals(Optional.empty(), report().total().within(50));
    assertEquals(0, report().alerts().all());
  }

  @Test
  void anAlertIsCountedWhenItIsTakenInHoweverOftenItComes() {
    take(alert("a1", Severity.CRITICAL, NOON));
    take(alert("a1", Severity.CRITICAL, NOON));
    take(alert("a2", Severity.LOW, NOON.plusSeconds(1)));

    assertEquals(2, report().alerts().all());
    assertEquals(1, report().alerts().of(Severity.CRITICAL));
    assertEquals(List.of("plex"), report().services().stream().map(OfService::service).toList());
  }

  @Test
  void aDeliveryIsCountedOnceHoweverOftenItIsRecorded() {
    Delivery delivery = taken("a1", "general");
    Delivery throttled = record(delivery.waiting(attempt(NOON.plusSeconds(1), "throttled"), false));
    Delivery failed = record(throttled.waiting(attempt(NOON.plusSeconds(31), "transient"), true));
    settle();
    record(failed.delivered(attempt(NOON.plusSeconds(60), "delivered"), Optional.of("m1"), true));

    Report.Deliveries total = report().total();
    assertEquals(1, total.ended(State.DELIVERED));
    assertEquals(1, total.ended());
    assertEquals(1, total.attempts("throttled"));
    assertEquals(1, total.attempts("transient"));
    assertEquals(1, total.attempts("delivered"));
    assertEquals(3, total.attempts());
    assertEquals(2, total.retries());
    assertEquals(Duration.ofMillis(29_880), total.throttled(), "from the answer to the next try");
    assertAbout(Duration.ofMillis(60_120), total.within(99));
  }

  @Test
  void whatIsMutedIsCountedThoughItNeverWaited() {
    Alert alert = alert("a1");
    Delivery told = delivery(alert, "general", "lane-1");
    Delivery muted = delivery(alert, "errors", "lane-2").ended(State.MUTED, NOON, "at night");
    outbox().accept(alert, List.of(told, muted));
    outbox().accept(alert, List.of(told, muted));

    assertEquals(1, report().total().ended(State.MUTED));
    assertEquals(1, report().total().ended());
  }

  @Test
  void eachEndIsCountedByItself() {
    for (State end : State.values()) {
      if (end != State.WAITING) {
        Delivery delivery = taken(end.name(), "general");
        record(delivery.ended(end, NOON, "because"));
      }
    }
    for (State end : State.values()) {
      assertEquals(end == State.WAITING ? 0 : 1, report().total().ended(end), end.name());
    }
  }

  @Test
  void aDeadLetterThatIsBroughtBackCountsForBothOfItsEnds() {
    Delivery dead = record(taken("a1", "general").dead(attempt(NOON.plusSeconds(1), "rejected")));
    outbox().revive(dead, NOON.plusSeconds(3600));
    record(
        dead.revived(NOON.plusSeconds(3600))
            .delivered(attempt(NOON.plusSeconds(3601), "delivered"), Optional.empty(), true));

    Report.Deliveries total = report().total();
    assertEquals(1, total.ended(State.DEAD));
    assertEquals(1, total.ended(State.DELIVERED));
    assertEquals(1, total.retries());
    assertAbout(Duration.ofMillis(3_601_120), total.within(50));
  }

  @Test
  void targetsAndChannelsAreCountedByThemselves() {
    Alert alert = alert("a1");
    List<Delivery> deliveries =
        IntStream.range(0, 40).mapToObj(i -> delivery(alert, "t" + i, "lane")).toList();
    outbox().accept(alert, deliveries);
    outbox().record(deliveries.stream().map(Samples::delivered).toList());

    assertEquals(40, report().targets().size());
    for (OfTarget each : report().targets()) {
      assertEquals("discord", each.channel());
      assertEquals(1, each.deliveries().ended(State.DELIVERED), each.target());
    }
    assertEquals(List.of("discord"), report().channels().stream().map(OfChannel::channel).toList());
    assertEquals(40, report().channels().get(0).deliveries().ended());
  }

  @Test
  void manyDeliveriesToOneTargetAddUp() {
    List<Delivery> many = IntStream.range(0, 120).mapToObj(i -> taken("a" + i, "general")).toList();
    settle();
    many.stream().map(Samples::delivered).forEach(this::record);
    settle();

    assertEquals(120, report().total().ended(State.DELIVERED));
    assertEquals(120, report().alerts().all());
    assertAbout(Duration.ofMillis(5_120), report().total().within(95));
  }

  @Test
  void servicesOfAnyNameAreCountedApart() {
    // Those that an alert can have.
    List<String> names =
        Samples.NAMES.stream()
            .filter(name -> !name.isBlank() && name.length() <= 256 && !name.contains("\uD800"))
            .toList();
    for (int i = 0; i < names.size(); i++) {
      for (int times = 0; times <= i; times++) {
        take(
            Alert.builder("a" + i + "-" + times, "heimdallr", names.get(i), "title")
                .receivedAt(NOON)
                .build());
      }
    }

    List<OfService> services = report().services();
    for (int i = 0; i < names.size(); i++) {
      OfService noisiest = services.get(names.size() - 1 - i);
      assertEquals(names.get(i), noisiest.service());
      assertEquals(i + 1, noisiest.alerts().all());
    }
  }

  @Test
  void onlyTheNoisiestServicesAreNamed() {
    for (int i = 0; i < Report.NOISIEST + 3; i++) {
      take(Alert.builder("a" + i, "heimdallr", "s" + i, "title").receivedAt(NOON).build());
    }

    assertEquals(Report.NOISIEST, report().services().size());
    assertEquals(3, report().otherServices());
    assertEquals(Report.NOISIEST + 3, report().alerts().all());
  }

  @Test
  void whatHappenedBeforeAndAfterIsNotOfThePeriod() {
    for (String time :
        List.of(
            "2026-11-19T23:59:59.999Z",
            "2026-11-20T00:00:00Z",
            "2026-11-20T09:59:59Z",
            "2026-11-20T10:00:00Z",
            "2026-11-21T23:00:00Z",
            "2026-11-22T08:59:59.999Z",
            "2026-11-22T09:00:00Z",
            "2026-11-23T00:00:00Z")) {
      take(alert(time, Severity.HIGH, Instant.parse(time)));
    }
    settle();

    assertEquals(3, alerts("2026-11-20T10:00:00Z", "2026-11-22T09:00:00Z"));
    assertEquals(1, alerts("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"));
    assertEquals(0, alerts("2026-11-20T11:00:00Z", "2026-11-21T23:00:00Z"));
    assertEquals(2, alerts("2026-11-20T00:00:00Z", "2026-11-20T10:00:00Z"));
    assertEquals(1, alerts("2026-11-19T23:00:00Z", "2026-11-20T00:00:00Z"));
    assertEquals(8, alerts("2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z"));
  }

  @Test
  void meetingsAreCountedByWhatBecameOfThem() {
    Meeting held = wanted("in_1");
    held = swap(held, MeetingSamples.next(held, Meeting.State.SCHEDULED, Optional.empty()));
    held = swap(held, MeetingSamples.next(held, Meeting.State.SCHEDULED, Optional.of(NOON)));
    Instant later = NOON.plusSeconds(900);
    held = swap(held, MeetingSamples.next(held, Meeting.State.SCHEDULED, Optional.of(later)));
    held = swap(held, MeetingSamples.next(held, Meeting.State.COMPLETED, Optional.of(later)));
    swap(held, MeetingSamples.next(held, Meeting.State.COMPLETED, Optional.of(later)));
    Meeting cancelled = wanted("in_2");
    swap(cancelled, MeetingSamples.next(cancelled, Meeting.State.CANCELLED, Optional.empty()));

    Report.Held meetings = report().meetings();
    assertEquals(2, meetings.wanted());
    assertEquals(1, meetings.set());
    assertEquals(1, meetings.moved());
    assertEquals(1, meetings.held());
    assertEquals(1, meetings.cancelled());
  }

  private Meeting wanted(String incident) {
    Meeting meeting = MeetingSamples.wanted(incident);
    assertEquals(true, meetings().add(meeting));
    return meeting;
  }

  private Meeting swap(Meeting read, Meeting next) {
    assertEquals(true, meetings().swap(read, next));
    return next;
  }

  private void take(Alert alert) {
    outbox().accept(alert, List.of());
  }

  private Delivery taken(String alertId, String target) {
    Alert alert = alert(alertId);
    Delivery delivery = delivery(alert, target, "lane-1");
    outbox().accept(alert, List.of(delivery));
    return delivery;
  }

  private Delivery record(Delivery delivery) {
    assertEquals(true, outbox().record(List.of(delivery)));
    return delivery;
  }

  private Report report() {
    settle();
    return reports().report(DAY);
  }

  private long alerts(String from, String to) {
    Period period = new Period(Instant.parse(from), Instant.parse(to));
    return reports().report(period).alerts().all();
  }

  private static void assertAbout(Duration expected, Optional<Duration> told) {
    double off = Math.abs(told.orElseThrow().toMillis() - expected.toMillis());
    assertEquals(0, off / expected.toMillis(), Delay.ERROR_PERCENT / 100.0, told.toString());
  }
}
