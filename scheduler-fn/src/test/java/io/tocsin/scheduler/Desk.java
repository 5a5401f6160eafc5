package io.tocsin.scheduler;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.micronaut.context.ApplicationContext;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingQueue;
import io.tocsin.store.MapExchanges;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapLessons;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MapQuotas;
import io.tocsin.store.MemoryMaps;
import io.tocsin.wire.MeetingJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The function behind the queue of meetings, on stores in memory and with a clock that is set. */
final class Desk implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  final MovingClock clock = new MovingClock();
  final Queue alerts = new Queue();
  final UnsteadyMaps meetingMaps;
  final MapMeetings meetings;

  /** What is to be looked at soon. */
  final List<MeetingMessage> soon = new ArrayList<>();

  final MapExchanges exchanges;
  final MapOutbox outbox;
  final ApplicationContext context;
  private final MeetingsFunction function;

  /** With these variables. */
  Desk(Map<String, String> variables) {
    MemoryMaps maps = new MemoryMaps();
    meetingMaps = new UnsteadyMaps(maps);
    meetings = new MapMeetings(meetingMaps);
    exchanges = new MapExchanges(maps);
    outbox = new MapOutbox(maps);
    // Named as the container names the environment's variables.
    Map<String, Object> properties = new HashMap<>();
    properties.put("tocsin.services.retry-delay", "1ms");
    variables.forEach(
        (name, value) ->
            properties.put(
                name.toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-'), value));
    MeetingQueue later = (messages, delay) -> messages.forEach(soon::add);
    context =
        ApplicationContext.builder()
            .environmentPropertySource(false)
            .properties(properties)
            .singletons(clock, alerts, meetings, exchanges, outbox, later)
            .singletons(new MapHistory(maps), new MapLessons(maps), new MapQuotas(maps))
            .start();
    try {
      function = new MeetingsFunction(context);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** An alert that was received a moment ago, each of another service. */
  Alert received(String id) {
    Alert alert =
        Alert.builder(id, "heimdallr", "service of " + id, "plex is down")
            .severity(Severity.CRITICAL)
            .receivedAt(clock.instant().minusSeconds(2))
            .build();
    outbox.accept(alert, List.of());
    return alert;
  }

  Optional<Meeting> of(Alert alert) {
    return meetings.ofIncident(Meeting.incident(alert));
  }

  static SQSMessage wanted(String id) {
    return message(id, MeetingJson.write(new MeetingMessage.Wanted(id)));
  }

  static SQSMessage message(String id, String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    return message;
  }

  static SQSMessage sent(SQSMessage message, String millis) {
    message.setAttributes(Map.of("SentTimestamp", millis));
    return message;
  }

  /** Which of the messages come again. */
  List<String> take(SQSMessage... messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(messages));
    return function.handleRequest(event, new PlainContext()).getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** What the function answers to an event without any messages in it. */
  List<String> takeNothing() {
    return function
        .handleRequest(new SQSEvent(), new PlainContext())
        .getBatchItemFailures()
        .stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  @Override
  public void close() {
    context.close();
  }

  /** A queue in memory that can be out of reach. */
  static final class Queue implements AlertQueue {
    final List<Alert> sent = new ArrayList<>();
    boolean down = false;

    @Override
    public List<Boolean> send(List<Alert> alerts) {
      if (down) {
        throw new QueueException("the queue is down", null);
      }
      sent.addAll(alerts);
      return alerts.stream().map(alert -> true).toList();
    }
  }

  /** A clock that stands still until it is moved. */
  static final class MovingClock extends Clock {
    private Instant now = NOW;

    void move(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
