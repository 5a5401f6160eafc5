package io.tocsin.ingest.discord;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.wire.InvalidJsonException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes is read, or refused in good order. */
class AskedTest {
  private static final String COMMAND =
      "{\"type\":2,\"id\":\"175928847299117063\",\"application_id\":\"77\",\"token\":\"t\","
          + "\"member\":{\"user\":{\"id\":\"42\"}},\"data\":{\"name\":\"alert_api\",\"options\":["
          + "{\"name\":\"rotate\",\"type\":1,\"options\":[{\"name\":\"key\",\"value\":\"cm\","
          + "\"focused\":true},{\"name\":\"grace\",\"value\":1.5e300}]}]}}";

  private static final List<String> PIECES =
      List.of("null", "[]", "{}", "\"\"", "1", "-0", "4", "true", "[[[", "}", "\\u0000", "é", "");

  private static final int TRIES = 30_000;

  @Test
  void aCommandAndTheBeginningOfAKey() throws Exception {
    assertInstanceOf(Asked.Command.class, Asked.read(COMMAND));
    assertInstanceOf(Asked.Typing.class, Asked.read(COMMAND.replace("\"type\":2", "\"type\":4")));
  }

  @Test
  void anOptionThatIsLongerThanDiscordSendsIsRefused() {
    String large = COMMAND.replace("\"cm\"", "\"" + "x".repeat(6001) + "\"");
    assertThrows(InvalidJsonException.class, () -> Asked.read(large));
  }

  @Test
  void nothingButARefusalIsEverThrown() {
    Random random = new Random(8032);
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
      String body = i % 2 == 0 ? COMMAND : COMMAND.replace("\"type\":2", "\"type\":4");
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int from = random.nextInt(body.length());
        int to = Math.min(body.length(), from + random.nextInt(12));
        body =
            body.substring(0, from)
                + PIECES.get(random.nextInt(PIECES.size()))
                + body.substring(to);
      }
      try {
        Asked.read(body);
      } catch (InvalidJsonException e) {
        refused++;
      }
    }
    assertTrue(refused > TRIES / 10 && refused < TRIES, refused + " refused");
  }
}
