package io.tocsin.ingest;

import io.micronaut.context.ApplicationContext;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.Redeliveries;
import io.tocsin.desk.Interaction;
import io.tocsin.desk.Interactions;
import io.tocsin.keys.AesGcmSealer;
import io.tocsin.keys.Keys;
import io.tocsin.log.LogContext;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingQueue;
import io.tocsin.store.MapAcknowledgements;
import io.tocsin.store.MapEraser;
import io.tocsin.store.MapExchanges;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapKeys;
import io.tocsin.store.MapLessons;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MapQuotas;
import io.tocsin.store.MapReports;
import io.tocsin.store.MapSilences;
import io.tocsin.store.Maps;
import io.tocsin.store.MemoryMaps;
import io.tocsin.store.OrderedMap;
import io.tocsin.watch.Noted;
import io.tocsin.watch.Queues;
import io.tocsin.watch.Trace;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InteractionJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.MeetingJson;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The function with stores in memory, a queue that can be stopped, and a clock that is set. */
final class Scene implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");
  static final String KEY = "cm_test";
  static final String SECRET = "the-secret-that-nobody-may-see";

  final MovingClock clock;
  final Queue queue;
  final MemoryMaps maps;
  final Keys keys;
  final MapOutbox outbox;
  final MapHistory history;
  final MapSilences silences;
  final UnsteadyMaps alertMaps;
  final UnsteadyMaps meetingMaps;
  final MapMeetings meetings;
  final MapLessons lessons;
  final MapExchanges exchanges;
  final Messages meetingQueue = new Messages();
  final List<String> redelivered = new ArrayList<>();
  final Deferred deferred = new Deferred();
  final Noted metrics = new Noted();
  boolean queuesDown = false;
  final ApplicationContext context;

  Scene() {
    this(Map.of());
  }

  /** With settings instead of, or besides, a bootstrap key and quotas that are in nobody's way. */
  Scene(Map<String, Object> settings) {
    this(settings, new MovingClock(), new Queue(), new MemoryMaps());
  }

  private Scene(Map<String, Object> settings, MovingClock clock, Queue queue, MemoryMaps maps) {
    this.clock = clock;
    this.queue = queue;
    this.maps = maps;
    keys = new MapKeys(maps, sealer());
    alertMaps = new UnsteadyMaps(maps);
    outbox = new MapOutbox(alertMaps);
    history = new MapHistory(alertMaps);
    silences = new MapSilences(maps);
    meetingMaps = new UnsteadyMaps(maps);
    meetings = new MapMeetings(meetingMaps);
    lessons = new MapLessons(maps);
    exchanges = new MapExchanges(maps);
    Map<String, Object> all = new HashMap<>();
    all.put("WEBHOOK_API_KEY", KEY);
    all.put("WEBHOOK_SECRET_KEY", SECRET);
    all.put("TOCSIN_KEY_QUOTA", "1000000");
    all.put("TOCSIN_ADDRESS_QUOTA", "1000000");
    all.putAll(settings);
    context =
        ApplicationContext.builder()
            .properties(all)
            .singletons(clock, queue, keys, outbox, history, silences, new MapQuotas(maps))
            .singletons(redeliveries(), deferred, meetings, lessons, exchanges, meetingQueue)
            .singletons(queues(), metrics, new MapEraser(maps, Optional.empty(), sealer()))
            .singletons(new MapAcknowledgements(maps), new MapReports(maps))
            .start();
  }

  private Redeliveries redeliveries() {
    return (alertId, target) -> redelivered.add(alertId + " to " + target.orElse("all"));
  }

  private Queues queues() {
    return () -> {
      if (queuesDown) {
        throw new IllegalStateException("SQS does not answer");
      }
      return List.of(
          Queues.Queue.of("alerts", new Queues.Depth(3, 2, 1)),
          Queues.Queue.unasked("alerts-failed", "AccessDenied"));
    };
  }

  /** Another instance of the function, on the same stores and with the same queue. */
  Scene another() {
    return new Scene(Map.of(), clock, queue, maps);
  }

  /** Behind an HTTP API. */
  Gateway gateway() {
    return Gateway.Payload.V2.over(context);
  }

  Call signed(String path, String body) {
    return signed(path, Call.utf8(body));
  }

  Call signed(String path, byte[] body) {
    return Call.signed(path, body, KEY, SECRET, clock.seconds());
  }

  @Override
  public void close() {
    context.close();
  }

  static AesGcmSealer sealer() {
    return new AesGcmSealer(new byte[AesGcmSealer.KEY_LENGTH], new SecureRandom());
  }

  /** A queue in memory. What cannot be read at its other end does not get in either. */
  static final class Queue implements AlertQueue {
    final List<Alert> alerts = new ArrayList<>();
    int sends = 0;
    Optional<Trace> trace = Optional.empty();
    int room = Integer.MAX_VALUE;
    boolean down = false;

    @Override
    public synchronized List<Boolean> send(List<Alert> sent) {
      sends++;
      trace = LogContext.trace();
      if (down) {
        throw new QueueException("the queue is down", new java.io.IOException("refused"));
      }
      List<Boolean> taken = new ArrayList<>();
      for (Alert alert : sent) {
        boolean fits = alerts.size() < room;
        if (fits) {
          alerts.add(readBack(alert));
        }
        taken.add(fits);
      }
      return taken;
    }

    Alert only() {
      if (alerts.size() != 1) {
        throw new AssertionError("one alert expected, there are " + alerts.size());
      }
      return alerts.get(0);
    }

    private static Alert readBack(Alert alert) {
      try {
        return AlertJson.read(AlertJson.write(alert), "none", Instant.EPOCH);
      } catch (InvalidJsonException e) {
        throw new AssertionError("accepted, but not readable by the dispatcher", e);
      }
    }
  }

  /** The queue of interactions, in memory: the messages on it, and how long each is held back. */
  static final class Deferred implements Interactions {
    final List<String> messages = new ArrayList<>();
    final List<Duration> delays = new ArrayList<>();
    boolean down = false;

    @Override
    public synchronized void later(Interaction interaction, Duration delay) {
      if (down) {
        throw new AlertQueue.QueueException("the queue is down", null);
      }
      messages.add(InteractionJson.write(interaction));
      delays.add(delay);
    }
  }

  /** The queue of meetings, in memory. */
  static final class Messages implements MeetingQueue {
    final List<String> messages = new ArrayList<>();
    boolean down = false;

    @Override
    public synchronized void send(List<? extends MeetingMessage> sent, Duration delay) {
      if (down) {
        throw new AlertQueue.QueueException("the queue is down", null);
      }
      sent.forEach(message -> messages.add(MeetingJson.write(message)));
    }
  }

  /** Real maps on a disk that fails when told to. */
  static final class UnsteadyMaps implements Maps {
    private final Maps maps;
    boolean down = false;

    UnsteadyMaps(Maps maps) {
      this.maps = maps;
    }

    @Override
    public <V> OrderedMap<V> map(String name, Class<V> type) {
      return maps.map(name, type);
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
      if (down) {
        throw new IllegalStateException("the table does not answer");
      }
      return maps.atomically(work);
    }
  }

  /** A clock that stands still until it is moved. */
  static final class MovingClock extends Clock {
    private volatile Instant now = NOW;

    synchronized void move(Duration time) {
      now = now.plus(time);
    }

    String seconds() {
      return String.valueOf(now.getEpochSecond());
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
