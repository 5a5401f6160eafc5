package io.tocsin.dispatch;

import static io.tocsin.dispatch.Surroundings.alert;
import static io.tocsin.dispatch.Surroundings.batch;
import static io.tocsin.dispatch.Surroundings.failures;
import static io.tocsin.dispatch.Surroundings.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The functions as Lambda starts them, on the ports that speak to AWS; nothing is called there. */
class OnAwsTest {
  /** What the environment holds on Lambda, for the stack's parts and for the SDK. */
  private static final Map<String, String> STACK =
      Map.of(
          "tocsin.alerts-queue-url", "http://127.0.0.1:1/alerts",
          "tocsin.wakes-queue-url", "http://127.0.0.1:1/wakes",
          "tocsin.dead-letters-queue-url", "http://127.0.0.1:1/dead-letters",
          "tocsin.outbox-table", "outbox",
          "tocsin.history-table", "history",
          "tocsin.aws-endpoint-sqs", "http://127.0.0.1:1",
          "tocsin.aws-endpoint-dynamodb", "http://127.0.0.1:1",
          "aws.region", "eu-central-1",
          "aws.accessKeyId", "a",
          "aws.secretAccessKey", "b");

  private static final String TIMEOUT = "discord.timeout-seconds";

  @BeforeEach
  void stack() {
    STACK.forEach(System::setProperty);
  }

  @AfterEach
  void noStack() {
    STACK.keySet().forEach(System::clearProperty);
    System.clearProperty(TIMEOUT);
  }

  @Test
  void theFunctionOfAlertsFindsAllItNeeds() {
    try (AlertsFunction function = new AlertsFunction()) {
      assertEquals(List.of(), failures(function.handleRequest(batch(), new TestContext())));
      // No store answers here, so that the alert comes again.
      assertEquals(
          List.of("message-a"),
          failures(function.handleRequest(batch(message(alert("a"))), new TestContext())));
    }
  }

  @Test
  void theFunctionOfWakesFindsAllItNeeds() {
    try (WakesFunction function = new WakesFunction()) {
      assertEquals(List.of(), failures(function.handleRequest(batch(), new TestContext())));
    }
  }

  @Test
  void aBadValueStopsTheStart() {
    System.setProperty(TIMEOUT, "soon");
    RuntimeException stop = assertThrows(RuntimeException.class, AlertsFunction::new);
    assertTrue(
        stop.toString().contains("DISCORD_TIMEOUT_SECONDS must be a whole number from 1 to 20"),
        stop.toString());
  }
}
