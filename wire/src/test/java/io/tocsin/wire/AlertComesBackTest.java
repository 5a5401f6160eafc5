package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.alert.Alert;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What was read is written such that it is read again: it goes through queues and stores. */
class AlertComesBackTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static Alert read(String text) throws InvalidJsonException {
    return AlertJson.read(text, "m1", NOW);
  }

  private static String with(String member) {
    return "{\"source\":\"s\",\"service\":\"p\",\"severity\":\"low\",\"title\":\"t\","
        + member
        + "}";
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  @Test
  void theDeepestThatIsReadComesBack() throws Exception {
    for (String member :
        new String[] {
          "\"details\":" + nested(63), "\"extra\":" + nested(63), "\"own\":" + nested(62)
        }) {
      Alert alert = read(with(member));
      assertEquals(alert, read(AlertJson.write(alert)));
    }
  }

  @Test
  void whatWouldNotComeBackIsRefusedAtOnce() {
    for (String member :
        new String[] {
          "\"details\":" + nested(64), "\"own\":" + nested(63), "\"own\":" + nested(64)
        }) {
      assertThrows(InvalidJsonException.class, () -> read(with(member)));
    }
  }

  @Test
  void timesOutOfEveryCalendarAreRefused() throws Exception {
    for (String time : new String[] {"+999999999-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"}) {
      assertThrows(
          InvalidJsonException.class, () -> read(with("\"received_at\":\"" + time + "\"")));
    }
    Alert alert = read(with("\"received_at\":\"9999-12-31T23:59:59Z\""));
    assertEquals(alert, read(AlertJson.write(alert)));
  }
}
