package io.tocsin.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.micronaut.context.ApplicationContext;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingQueue;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tick looks after meetings, too, and after lanes first of all. */
class TickMeetingsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private final UnsteadyMaps maps = new UnsteadyMaps(new MemoryMaps());
  private final MapMeetings meetings = new MapMeetings(maps);
  private final MapOutbox outbox = new MapOutbox(new MemoryMaps());
  private final RecordedWakes wakes = new RecordedWakes();
  private final Messages messages = new Messages();
  private ApplicationContext context =
      started(Map.of("tocsin.meetings-queue-url", "http://127.0.0.1:1/0/meetings"));

  @AfterEach
  void stop() {
    context.close();
  }

  private ApplicationContext started(Map<String, Object> settings) {
    return ApplicationContext.builder()
        .environmentPropertySource(false)
        .properties(settings)
        .properties(Map.of("tocsin.tick.retry-delay", "1ms"))
        .singletons(outbox, wakes, meetings, messages, Clock.fixed(NOW, ZoneOffset.UTC))
        .start();
  }

  private int tick() {
    return new TickFunction(context).handleRequest(new ScheduledEvent(), new PlainContext());
  }

  /** One that is due since then. */
  private Meeting due(String incident, Duration since) {
    Meeting meeting = MeetingSamples.wanted(incident, 1, "plex", NOW.minus(since));
    assertTrue(meetings.add(meeting));
    return meeting;
  }

  private void overdueLane() {
    outbox.mark("late", NOW.minusSeconds(60));
  }

  @Test
  void meetingsThatAreOverdueAreLookedAtLongestFirst() {
    Meeting late = due("in_1", Duration.ofMinutes(1));
    Meeting later = due("in_2", Duration.ofMinutes(2));
    due("in_3", Duration.ofSeconds(4));

    assertEquals(0, tick());

    assertEquals(
        List.of(new MeetingMessage.Due(later.id()), new MeetingMessage.Due(late.id())),
        messages.sent);
  }

  @Test
  void aStoreOfMeetingsThatStaysAwayFailsTheTickButHindersNoLane() {
    overdueLane();
    maps.failNext(Integer.MAX_VALUE);

    assertThrows(IllegalStateException.class, this::tick);

    assertEquals(List.of(new RecordedWakes.Wake(List.of("late"), Duration.ZERO)), wakes.all());
  }

  @Test
  void aStoreOrAQueueThatFailsForAMomentCostsNoTick() {
    Meeting late = due("in_1", Duration.ofMinutes(1));
    maps.failNext(1);
    messages.failing = 1;

    assertEquals(0, tick());

    assertEquals(List.of(new MeetingMessage.Due(late.id())), messages.sent);
  }

  @Test
  void lanesThatCannotBeSweptLeaveTheMeetingsToTheNextTick() {
    due("in_1", Duration.ofMinutes(1));
    overdueLane();
    wakes.failNext(4);

    assertThrows(IllegalStateException.class, this::tick);
    assertEquals(List.of(), messages.sent);

    assertEquals(1, tick());
    assertEquals(1, messages.sent.size());
  }

  @Test
  void whereNoMeetingsAreMadeTheirStoreIsNotAsked() {
    context.close();
    context = started(Map.of());
    overdueLane();
    maps.failNext(Integer.MAX_VALUE);

    assertEquals(1, tick());
  }

  /** The queue of meetings, which can be out of reach. */
  private static final class Messages implements MeetingQueue {
    private final List<MeetingMessage> sent = new ArrayList<>();
    private int failing;

    @Override
    public void send(List<? extends MeetingMessage> due, Duration delay) {
      if (failing > 0) {
        failing--;
        throw new IllegalStateException("the queue is away");
      }
      sent.addAll(due);
    }
  }
}
