package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.wire.RedeliveryJson.Redelivery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedeliveryJsonTest {
  @Test
  void whatIsWrittenIsRead() throws InvalidJsonException {
    for (Optional<String> target : List.of(Optional.of("ops"), Optional.<String>empty())) {
      String text = RedeliveryJson.write("ev_1", target);
      assertEquals(new Redelivery("ev_1", target), RedeliveryJson.read(text));
    }
  }

  @Test
  void aWakeIsNoRedeliveryAndTheOtherWayRound() {
    assertThrows(InvalidJsonException.class, () -> RedeliveryJson.read(WakeJson.write("ops")));
    assertThrows(
        InvalidJsonException.class,
        () -> WakeJson.read(RedeliveryJson.write("ev_1", Optional.empty())));
  }
}
