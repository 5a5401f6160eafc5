package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.local.standins.Fault;
import io.tocsin.local.standins.StandIns;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process is killed as by {@code kill -9} at random moments while alerts come in and Discord
 * fails now and then, and started again each time. How often, and which moments: {@code
 * -Dendtoend.kills=20 -Dendtoend.seed=1}.
 */
class RandomKillsTest {
  private static final Logger LOG = LoggerFactory.getLogger(RandomKillsTest.class);
  private static final int KILLS = Integer.getInteger("endtoend.kills", 4);
  private static final long SEED = Long.getLong("endtoend.seed", 1);

  /** The aim is ten seconds; the rest is for machines that are busy with other things. */
  private static final Duration WITHIN =
      Duration.ofSeconds(Integer.getInteger("endtoend.within", 20));

  private static final int MOST_REQUESTS = 10;
  private static final double MOST_THROTTLED = 0.05;
  private static final int LONGEST_LIFE_MILLIS = 5000;

  /** Too short for all that came in it, so that something is left for the last start. */
  private static final int LAST_LIFE_MILLIS = 200;

  /** What Discord does until the next kill; most of the time it works. */
  private static final List<Fault> FAULTS =
      List.of(Fault.NONE, Fault.NONE, Fault.NONE, Fault.SERVER_ERROR, Fault.HANG, Fault.DROP);

  /** Only ends a test that would never end. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @ParameterizedTest
  @EnumSource
  void nothingAcceptedIsLostAndAllComesSoonAfterTheLastStart(Store store, @TempDir Path folder)
      throws Exception {
    Random random = new Random(SEED);
    try (StandIns standIns = StandIns.start(Clock.systemUTC(), new Random(SEED));
        Store.Tables tables = store.open()) {
      Rooms rooms = new Rooms(standIns);
      Map<String, String> environment = new HashMap<>(rooms.environment());
      environment.put("TOCSIN_CONFIG", Rooms.config(folder).toString());
      for (int kill = 0; kill < KILLS; kill++) {
        try (Machine machine =
            Machine.start(folder.resolve("data"), tables.endpoint(), environment)) {
          standIns.heal();
          standIns.discord().fault(FAULTS.get(random.nextInt(FAULTS.size())));
          rooms.send(machine.client(), 1 + random.nextInt(3));
          int longest = kill < KILLS - 1 ? LONGEST_LIFE_MILLIS : LAST_LIFE_MILLIS;
          LockSupport.parkNanos(Duration.ofMillis(random.nextInt(longest)).toNanos());
          machine.kill();
        }
      }
      standIns.heal();
      int waiting = rooms.missing().size();
      try (Machine machine =
          Machine.start(folder.resolve("data"), tables.endpoint(), environment)) {
        Instant ready = Instant.now();
        Client client = machine.client();
        Eventually.happens("all arrive", PATIENCE, () -> rooms.missing().isEmpty());
        Duration after = Duration.between(ready, rooms.lastArrival());
        Eventually.happens("all are on record", PATIENCE, () -> rooms.allOnRecord(client));
        int most = Rooms.mostRequests(client.history(), Instant.MAX);
        LOG.info(
            "{}: {} alerts, {} kills, {} waited at the end, the last came {} after the start;"
                + " at most {} requests for one; {} answers of 429 for each of {} messages",
            store,
            rooms.accepted(),
            KILLS,
            waiting,
            after,
            most,
            rooms.throttledPerMessage(),
            standIns.discord().counts().messages());
        assertAll(
            () -> assertEquals(Set.of(), rooms.missing(), "lost"),
            () -> assertTrue(after.compareTo(WITHIN) <= 0, "the last came after " + after),
            () -> assertTrue(most <= MOST_REQUESTS, most + " requests for one alert"),
            () ->
                assertTrue(
                    rooms.throttledPerMessage() <= MOST_THROTTLED,
                    rooms.throttledPerMessage() + " answers of 429 for each message"));
        machine.kill();
      }
    }
  }
}
