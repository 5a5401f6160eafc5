package io.tocsin.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.History;
import io.tocsin.keeping.Eraser;
import io.tocsin.keys.AesGcmSealer;
import io.tocsin.store.MapEraser;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MapSilences;
import io.tocsin.store.MemoryMaps;
import io.tocsin.wire.AlertJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What surrounds the functions: stores and queues in memory, variables, a clock. */
final class Surroundings implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:30Z");

  final Desk desk = new Desk();
  final SettableClock clock = new SettableClock(NOON);
  private final Set<String> broken = new HashSet<>();
  final History history;
  final Outbox outbox;
  final Eraser eraser;
  private final MemoryMaps maps = new MemoryMaps();
  final ApplicationContext context;

  /** With a service at the address, where all alerts go. */
  Surroundings(String url) {
    this(Map.of("DISCORD_WEBHOOK_GENERAL", url));
  }

  Surroundings(Map<String, String> variables) {
    this(variables, List.of());
  }

  /** With parts besides, instead of what the functions would make. */
  Surroundings(Map<String, String> variables, List<Object> parts) {
    eraser =
        new MapEraser(
            maps,
            Optional.empty(),
            new AesGcmSealer(new byte[AesGcmSealer.KEY_LENGTH], new SecureRandom()));
    history = new MapHistory(maps);
    Outbox real = new MapOutbox(maps);
    outbox =
        (Outbox)
            Proxy.newProxyInstance(
                Outbox.class.getClassLoader(),
                new Class<?>[] {Outbox.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("accept")
                      && broken.contains(((Alert) arguments[0]).id())) {
                    throw new IllegalStateException("the store is out of order");
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                  }
                });
    Map<String, Object> properties = new HashMap<>(variables);
    properties.put("TOCSIN_LOCAL", "true");
    context =
        ApplicationContext.builder()
            .propertySources(PropertySource.of("variables", properties))
            .eagerInitSingletons(false)
            .singletons(desk, clock, history, outbox, new MapSilences(maps))
            .singletons(parts.toArray())
            .start();
  }

  /** Has a delivery wait again, whatever is on record. */
  void putBack(Delivery delivery) {
    maps.atomically(
        () -> {
          String lane = delivery.lane();
          maps.map("waiting", Delivery.class)
              .put(lane.length() + ":" + lane + "/" + delivery.place(), delivery);
          return true;
        });
  }

  /** The store takes all alerts but that. */
  void failToAccept(String alertId) {
    broken.add(alertId);
  }

  AlertsFunction alerts() {
    return new AlertsFunction(context);
  }

  WakesFunction wakes() {
    return new WakesFunction(context);
  }

  static SQSEvent batch(SQSMessage... messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(messages));
    return event;
  }

  static SQSMessage message(String id, String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    message.setAttributes(
        Map.of("SentTimestamp", String.valueOf(NOON.minusSeconds(5).toEpochMilli())));
    return message;
  }

  static SQSMessage message(Alert alert) {
    return message("message-" + alert.id(), AlertJson.write(alert));
  }

  static Alert alert(String id) {
    return Alert.builder(id, "heimdallr", "plex", "plex is down").receivedAt(NOON).build();
  }

  static List<String> failures(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  @Override
  public void close() {
    context.close();
  }
}
