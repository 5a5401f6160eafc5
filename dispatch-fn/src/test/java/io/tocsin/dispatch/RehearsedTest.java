package io.tocsin.dispatch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.lambda.Rehearsal;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is rehearsed is what an alert really goes through: here it is played on real stores. */
class RehearsedTest {
  private static final String LANE = "discord-general";

  private final Surroundings around = new Surroundings("http://127.0.0.1:1/hook");

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void theAlertIsRoutedAndItsLaneIsWoken() throws IOException {
    Rehearsed.check(Rehearsal.call(around.alerts(), Rehearsed.alert()));

    assertEquals(1, around.outbox.waiting(LANE, 10).size());
    assertEquals(List.of(LANE), around.desk.wakes);
    assertEquals(List.of(), around.history.refusals(10), "messages that were no alerts");
  }

  @Test
  void theWakeIsOfALaneInWhichNothingWaits() throws IOException {
    Rehearsed.check(Rehearsal.call(around.wakes(), Rehearsed.wake()));
  }

  @Test
  void whatWouldComeAgainIsSaid() {
    assertDoesNotThrow(() -> Rehearsed.check("{\"batchItemFailures\":[]}"));
    assertThrows(
        IOException.class,
        () -> Rehearsed.check("{\"batchItemFailures\":[{\"itemIdentifier\":\"rehearsal\"}]}"));
  }
}
