package io.tocsin.dispatch;

import static io.tocsin.dispatch.Surroundings.alert;
import static io.tocsin.dispatch.Surroundings.batch;
import static io.tocsin.dispatch.Surroundings.failures;
import static io.tocsin.dispatch.Surroundings.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.History.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertsFunctionTest {
  private static final String LANE = "discord-general";

  private final Surroundings around = new Surroundings("http://127.0.0.1:1/hook");
  private final AlertsFunction function = around.alerts();

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void alertsWaitInTheirLaneWhichIsWokenOnce() {
    SQSBatchResponse response = handle(batch(message(alert("a")), message(alert("b"))));

    assertEquals(List.of(), failures(response));
    assertEquals(
        List.of("a", "b"),
        around.outbox.waiting(LANE, 10).stream().map(Delivery::alertId).sorted().toList());
    assertEquals(List.of(LANE), around.desk.wakes);
  }

  @Test
  void anAlertThatComesAgainIsOneAlertAndItsLaneIsWokenAgain() {
    handle(batch(message(alert("a"))));
    handle(batch(message(alert("a"))));

    assertEquals(1, around.outbox.waiting(LANE, 10).size());
    assertEquals(List.of(LANE, LANE), around.desk.wakes);
  }

  @Test
  void withoutAnIdTheMessagesIdIsTheAlertsAndItsTimeIsTheQueues() {
    handle(
        batch(
            message(
                "m-1",
                "{\"source\":\"s\",\"service\":\"s\",\"severity\":\"low\",\"title\":\"t\"}")));

    Alert alert = around.history.story("m-1").orElseThrow().alert();
    assertEquals(Surroundings.NOON.minusSeconds(5), alert.receivedAt());
  }

  @Test
  void whatCannotBeReadGoesToTheDeadLettersAndDoesNotHoldUpTheRest() {
    SQSBatchResponse response =
        handle(batch(message("m-1", "{\"severity\":\"P9\"}"), message(alert("b"))));

    assertEquals(List.of(), failures(response));
    assertEquals(1, around.outbox.waiting(LANE, 10).size());
    String reason = around.desk.unreadable.get(0);
    assertTrue(reason.startsWith("m-1: "), reason);
    assertTrue(reason.contains("severity: must be critical"), reason);
    Refusal refusal = around.history.refusals(10).get(0);
    assertEquals("m-1", refusal.messageId());
    assertEquals(reason, "m-1: " + refusal.reason());
    assertEquals(List.of(LANE), around.desk.wakes);
  }

  @Test
  void theOperatorIsToldOnceAMinuteHoweverMuchCannotBeRead() {
    handle(batch(message("m-1", "x"), message("m-2", "x")));
    handle(batch(message("m-3", "x")));
    assertEquals(3, around.desk.unreadable.size());
    assertEquals(1, around.desk.alerts.size());
    assertEquals("tocsin", around.desk.alerts.get(0).source());

    around.clock.set(Surroundings.NOON.plus(Duration.ofSeconds(30)));
    handle(batch(message("m-4", "x")));
    assertEquals(2, around.desk.alerts.size());
    assertEquals(2, around.desk.alerts.stream().map(Alert::id).distinct().count());
  }

  @Test
  void anotherInstanceTellsTheSameAlertInTheSameMinute() {
    handle(batch(message("m-1", "x")));
    try (Surroundings others = new Surroundings("http://127.0.0.1:1/hook")) {
      others.alerts().handleRequest(batch(message("m-2", "x")), new TestContext());
      assertEquals(around.desk.alerts.get(0).id(), others.desk.alerts.get(0).id());
    }
  }

  @Test
  void theReasonIsShortAndOfPlainCharacters() {
    handle(batch(message("m-1", "{\"labels\":{\"\\u0000" + "x".repeat(2000) + "\":1}}")));
    String reason = around.history.refusals(1).get(0).reason();
    assertTrue(reason.length() <= 500);
    assertFalse(reason.chars().anyMatch(Character::isISOControl));
  }

  @Test
  void aMessageThatCouldNotBeBuriedComesAgainAlone() {
    around.desk.deadLettersFail = true;
    assertEquals(List.of("m-1"), failures(handle(batch(message("m-1", "x"), message(alert("b"))))));
  }

  @Test
  void anAlertThatWasNotStoredComesAgainAlone() {
    around.failToAccept("b");
    SQSBatchResponse response =
        handle(batch(message(alert("a")), message(alert("b")), message(alert("c"))));
    assertEquals(List.of("message-b"), failures(response));
    assertEquals(2, around.outbox.waiting(LANE, 10).size());
  }

  @Test
  void whenTheLanesAreNotWokenTheAlertsComeAgain() {
    around.desk.wakesFail = true;
    SQSBatchResponse response =
        handle(batch(message(alert("a")), message("m-2", "x"), message(alert("c"))));
    assertEquals(List.of("message-a", "message-c"), failures(response));
  }

  @Test
  void withoutAnyTargetAnAlertIsOnRecordAndNothingIsWoken() {
    try (Surroundings none = new Surroundings(Map.of())) {
      SQSBatchResponse response =
          none.alerts().handleRequest(batch(message(alert("a"))), new TestContext());
      assertEquals(List.of(), failures(response));
      assertEquals(
          Optional.of(List.of()), none.history.story("a").map(story -> story.deliveries()));
      assertEquals(List.of(), none.desk.wakes);
    }
  }

  @Test
  void anEmptyEventIsNoFailure() {
    assertEquals(List.of(), failures(handle(new SQSEvent())));
  }

  private SQSBatchResponse handle(SQSEvent event) {
    return function.handleRequest(event, new TestContext());
  }
}
