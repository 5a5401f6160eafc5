package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.standins.Fault;
import io.tocsin.local.standins.StandIns;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Discord's edge answers one webhook as it does when it has banned the address. */
class BannedTest {
  private static final Duration BAN = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void noDiscordLaneSendsForAMinuteAfterA429ThatDiscordDidNotWrite(@TempDir Path folder)
      throws Exception {
    try (StandIns standIns = StandIns.start(Clock.systemUTC(), new Random(1))) {
      Rooms rooms = new Rooms(standIns);
      LocalOptions options =
          LocalOptions.in(folder.resolve("data"))
              .withConfig(Rooms.config(folder))
              .withEnvironment(rooms.environment());
      try (LocalTocsin tocsin = LocalTocsin.start(options, any -> {})) {
        Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
        standIns.discord().fault("red", Fault.BANNED);
        rooms.sendTo(client, "red");
        Eventually.happens(
            "it is told to stop", PATIENCE, () -> standIns.discord().counts("red").throttled() > 0);
        Instant told = Instant.now();
        Eventually.happens(
            "the attempt is on record",
            PATIENCE,
            () -> Rooms.mostRequests(client.history(), Instant.MAX) > 0);
        standIns.heal();
        rooms.send(client, 1);
        Eventually.happens("all arrive", PATIENCE, () -> rooms.missing().isEmpty());
        Duration silent = Duration.between(told, rooms.firstMessage());
        assertFalse(standIns.discord().messages().isEmpty(), "nothing came at all");
        // The answer was on its way for a moment before it was seen here.
        assertTrue(silent.compareTo(BAN.minusSeconds(1)) > 0, "it sent again after " + silent);
        assertEquals(1, standIns.discord().counts().throttled(), "answers of 429");
      }
    }
  }
}
