package io.tocsin.dispatch;

import static io.tocsin.dispatch.Surroundings.alert;
import static io.tocsin.dispatch.Surroundings.batch;
import static io.tocsin.dispatch.Surroundings.failures;
import static io.tocsin.dispatch.Surroundings.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.Story;
import io.tocsin.watch.Metrics;
import io.tocsin.wire.RedeliveryJson;
import io.tocsin.wire.WakeJson;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a wake to a request at a service on loopback. */
class WakesFunctionTest {
  private static final String LANE = "discord-general";

  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer service;
  private Surroundings around;
  private volatile int status = 200;

  WakesFunctionTest() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] answer = "{\"id\":\"77\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    service.start();
    around = new Surroundings(Map.of("DISCORD_WEBHOOK_GENERAL", hook()));
  }

  private String hook() {
    return "http://127.0.0.1:" + service.getAddress().getPort() + "/hook/t0k3n";
  }

  @AfterEach
  void close() {
    around.close();
    service.stop(0);
  }

  @Test
  void whatWaitsIsSentInOneMessageAndRecorded() throws Exception {
    take("a", "b");
    assertEquals(List.of(), wake(Duration.ofSeconds(60)));

    assertEquals(1, bodies.size());
    assertEquals(2, Wire.parse(bodies.get(0)).path("embeds").size());
    Delivery delivery = delivery("a");
    assertEquals(Delivery.State.DELIVERED, delivery.state());
    assertEquals(Optional.of("77"), delivery.messageId());
    assertEquals(List.of(), around.outbox.waiting(LANE, 10));
  }

  @Test
  void whateverMetricsThrowAMessageIsSentOnce() {
    Metrics broken =
        (metric, value, labels) -> {
          throw new IllegalStateException("no metrics today");
        };
    around.close();
    around = new Surroundings(Map.of("DISCORD_WEBHOOK_GENERAL", hook()), List.of(broken));
    take("a");
    assertEquals(List.of(), wake(Duration.ofSeconds(60)));
    // Longer than a lane is held by somebody who died.
    around.clock.set(Surroundings.NOON.plusSeconds(60));
    assertEquals(List.of(), wake(Duration.ofSeconds(60)));

    assertEquals(1, bodies.size());
    assertEquals(Delivery.State.DELIVERED, delivery("a").state());
  }

  @Test
  void whatWaitsOfADeletedAlertEndsWithoutAWordAndTheOthersAreTold() throws Exception {
    take("a", "b");
    // It came back in, as a delivery does that was revived while its alert was being deleted.
    Delivery left = around.outbox.waiting(LANE, 10).get(0);
    around.eraser.alert(around.history.story(left.alertId()).orElseThrow());
    around.putBack(left);
    assertEquals(2, around.outbox.waiting(LANE, 10).size());

    assertEquals(List.of(), wake(Duration.ofSeconds(60)));

    assertEquals(1, bodies.size());
    assertEquals(1, Wire.parse(bodies.get(0)).path("embeds").size());
    assertEquals(List.of(), around.outbox.waiting(LANE, 10));
    assertEquals(List.of(), around.desk.buried);
    assertEquals(List.of(), around.desk.alerts, "nobody is told of it");
    assertEquals(Optional.empty(), around.history.story(left.alertId()));
  }

  /** As docs/operations.md says of an outbox that is put back to an earlier time. */
  @Test
  void whatWaitsAgainInARestoredOutboxIsToldAgainByTheSameId() {
    take("a");
    Delivery before = around.outbox.waiting(LANE, 10).get(0);
    wake(Duration.ofSeconds(60));
    around.clock.set(Surroundings.NOON.plusSeconds(3600));

    around.putBack(before);
    wake(Duration.ofSeconds(60));

    assertEquals(2, bodies.size());
    bodies.forEach(body -> assertTrue(body.contains(before.id()), body));
    assertEquals(Delivery.State.DELIVERED, delivery("a").state());
    assertEquals(List.of(), around.outbox.waiting(LANE, 10));
  }

  /** And of a history that was put back to a time before an alert, without its outbox. */
  @Test
  void whatWaitsOfAnAlertThatTheHistoryLacksIsADeadLetterThatSaysSo() {
    take("a");
    Delivery waiting = around.outbox.waiting(LANE, 10).get(0);
    around.close();
    around = new Surroundings(Map.of("DISCORD_WEBHOOK_GENERAL", hook()));

    around.putBack(waiting);
    wake(Duration.ofSeconds(60));

    assertEquals(List.of(), bodies);
    Delivery buried = around.desk.buried.get(0);
    assertEquals(waiting.id(), buried.id());
    assertEquals("the alert is not in the history", buried.attempts().get(0).reason());
    assertEquals(List.of(), around.outbox.waiting(LANE, 10));
  }

  @Test
  void whatTheServiceDoesNotWantIsTriedPlainlyAndThenADeadLetter() {
    status = 400;
    take("a");
    wake(Duration.ofSeconds(60));
    assertEquals(2, bodies.size());
    assertTrue(bodies.get(0).contains("embeds"));
    assertFalse(bodies.get(1).contains("embeds"));
    assertEquals(List.of("a"), around.desk.buried.stream().map(Delivery::alertId).toList());
  }

  @Test
  void whatIsGoneIsToldNothingMoreUntilADeadLetterIsRedelivered() {
    status = 404;
    take("a");
    wake(Duration.ofSeconds(60));
    take("b");
    wake(Duration.ofSeconds(60));
    assertEquals(1, bodies.size(), "requests to what is gone");
    assertEquals(List.of("a", "b"), around.desk.buried.stream().map(Delivery::alertId).toList());

    status = 200;
    around.desk.wakes.clear();
    SQSEvent asked = batch(message("m-1", RedeliveryJson.write("b", Optional.empty())));
    assertEquals(List.of(), failures(around.wakes().handleRequest(asked, new TestContext())));
    assertEquals(List.of(LANE), around.desk.wakes);
    wake(Duration.ofSeconds(60));

    assertEquals(2, bodies.size());
    assertEquals(Delivery.State.DELIVERED, delivery("b").state());
    assertEquals(Delivery.State.DEAD, delivery("a").state());
  }

  @Test
  void withoutEnoughTimeNothingIsBegunAndTheLaneIsHandedOn() {
    take("a");
    around.desk.wakes.clear();
    assertEquals(List.of(), wake(Duration.ofSeconds(5)));
    assertEquals(List.of(), bodies);
    assertEquals(List.of(LANE), around.desk.wakes);
  }

  @Test
  void theDeadlineLeavesTimeForTheLastRequestAndHasABound() {
    LaneDrains drains = around.context.getBean(LaneDrains.class);
    assertEquals(Surroundings.NOON, drains.deadline(Duration.ofSeconds(15)));
    assertEquals(Surroundings.NOON.plusSeconds(5), drains.deadline(Duration.ofSeconds(20)));
    assertEquals(Surroundings.NOON.plusSeconds(45), drains.deadline(Duration.ofHours(1)));
  }

  @Test
  void aLaneWokenTwiceInABatchIsDrainedOnceAndRubbishIsDropped() {
    take("a");
    List<String> again =
        failures(
            around
                .wakes()
                .handleRequest(
                    batch(
                        message("m-1", "rubbish"),
                        message("m-2", WakeJson.write(LANE)),
                        message("m-3", WakeJson.write(LANE)),
                        message("m-4", WakeJson.write("no-such-lane"))),
                    new TestContext()));
    assertEquals(List.of(), again);
    assertEquals(1, bodies.size());
  }

  @Test
  void aDrainThatFailsComesAgain() {
    take("a");
    around.desk.wakesFail = true;
    // Without time the lane is handed on by a wake, which fails here.
    assertEquals(List.of("m-1"), wake(Duration.ofSeconds(1)));
  }

  @Test
  void theHooksAddressIsNotOnRecord() {
    service.stop(0);
    take("a");
    wake(Duration.ofSeconds(60));
    Delivery delivery = delivery("a");
    assertEquals("transient", delivery.attempts().get(0).outcome());
    assertFalse(Wire.write(delivery).contains("t0k3n"));
    assertFalse(Wire.write(delivery).contains("127.0.0.1"));
  }

  private void take(String... ids) {
    for (String id : ids) {
      around.alerts().handleRequest(batch(message(alert(id))), new TestContext());
    }
  }

  private List<String> wake(Duration left) {
    return failures(
        around
            .wakes()
            .handleRequest(batch(message("m-1", WakeJson.write(LANE))), new TestContext(left)));
  }

  private Delivery delivery(String alertId) {
    return around.history.story(alertId).map(Story::deliveries).orElseThrow().get(0);
  }
}
