package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.lambda.Rehearsal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is rehearsed is what an alert really goes through: here it is played on real stores. */
class SignedAlertTest {

  @Test
  void itIsPutOnTheQueueWhereItsKeyIsKnown() throws IOException {
    try (Scene scene = new Scene(SignedAlert.SETTINGS)) {
      SignedAlert.check(
          Rehearsal.call(new IngestFunction(scene.context), SignedAlert.event(Scene.NOW)));
      assertEquals(1, scene.queue.alerts.size());
    }
  }

  @Test
  void itIsRefusedAnywhereElse() {
    try (Scene scene = new Scene()) {
      IngestFunction function = new IngestFunction(scene.context);
      assertThrows(
          IOException.class,
          () -> SignedAlert.check(Rehearsal.call(function, SignedAlert.event(Scene.NOW))));
    }
  }
}
