package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.standins.Fault;
import io.tocsin.local.standins.StandIns;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discord fails in each of its ways, one after the other, while alerts keep coming. For how many
 * seconds each time: {@code -Dendtoend.outage=60}.
 */
class OutageTest {
  private static final Logger LOG = LoggerFactory.getLogger(OutageTest.class);
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("endtoend.outage", 12));

  /** The aim is ten seconds; the rest is for machines that are busy with other things. */
  private static final Duration WITHIN =
      Duration.ofSeconds(Integer.getInteger("endtoend.within", 20));

  private static final int MOST_REQUESTS = 10;
  private static final double MOST_THROTTLED = 0.05;
  private static final int TIMES = 4;

  /** Only ends a test that would never end. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A way to fail. */
  private interface Failing {
    void begin(StandIns standIns) throws Exception;
  }

  private static final Map<String, Failing> WAYS =
      Map.of(
          "answers 429", standIns -> standIns.discord().useUp("red", OUTAGE),
          "answers 500", standIns -> standIns.discord().fault(Fault.SERVER_ERROR),
          "hangs", standIns -> standIns.discord().fault(Fault.HANG),
          "is down", StandIns::refuse);

  /** What was seen of one outage. */
  private record Seen(String way, Set<String> lost, Duration after, int mostRequests) {}

  @ParameterizedTest
  @EnumSource
  void whatComesWhileDiscordFailsArrivesWhenItIsBack(Store store, @TempDir Path folder)
      throws Exception {
    try (StandIns standIns = StandIns.start(Clock.systemUTC(), new Random(1));
        Store.Tables tables = store.open()) {
      Rooms rooms = new Rooms(standIns);
      LocalOptions options = options(folder, rooms, tables);
      List<Seen> seen = new ArrayList<>();
      try (LocalTocsin tocsin = LocalTocsin.start(options, any -> {})) {
        Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
        for (String way : WAYS.keySet().stream().sorted().toList()) {
          seen.add(outage(way, standIns, rooms, client));
          LOG.info("{}: {}", store, seen.get(seen.size() - 1));
        }
      }
      LOG.info(
          "{}: {} alerts, {} answers of 429 for each of {} messages",
          store,
          rooms.accepted(),
          rooms.throttledPerMessage(),
          standIns.discord().counts().messages());
      check(seen, rooms);
    }
  }

  private static LocalOptions options(Path folder, Rooms rooms, Store.Tables tables)
      throws Exception {
    Map<String, String> environment = new HashMap<>(rooms.environment());
    environment.put("TOCSIN_KEY_QUOTA", "10000");
    environment.put("TOCSIN_ADDRESS_QUOTA", "10000");
    LocalOptions options =
        LocalOptions.in(folder.resolve("data"))
            .withConfig(Rooms.config(folder))
            .withEnvironment(environment);
    return tables.endpoint().map(options::withDynamoDb).orElse(options);
  }

  private static Seen outage(String way, StandIns standIns, Rooms rooms, Client client)
      throws Exception {
    rooms.send(client, 1);
    Eventually.happens("all is well", PATIENCE, () -> rooms.allOnRecord(client));
    Instant end = Instant.now().plus(OUTAGE);
    Optional.ofNullable(WAYS.get(way)).orElseThrow().begin(standIns);
    for (int i = 0; i < TIMES; i++) {
      rooms.send(client, 2);
      LockSupport.parkNanos(OUTAGE.toNanos() / (TIMES + 1));
    }
    Eventually.happens("the outage ends", PATIENCE, () -> !Instant.now().isBefore(end));
    standIns.heal();
    Instant healed = Instant.now();
    Eventually.happens(way + ": all arrive", PATIENCE, () -> rooms.missing().isEmpty());
    Eventually.happens(way + ": all on record", PATIENCE, () -> rooms.allOnRecord(client));
    return new Seen(
        way,
        rooms.missing(),
        Duration.between(healed, rooms.lastMessage()),
        Rooms.mostRequests(client.history(), healed));
  }

  private static void check(List<Seen> seen, Rooms rooms) {
    assertAll(
        () -> seen.forEach(one -> assertEquals(Set.of(), one.lost(), one.way())),
        () ->
            assertEquals(
                List.of(),
                seen.stream().filter(one -> one.after().compareTo(WITHIN) > 0).toList(),
                "the last came later than " + WITHIN + " after the recovery"),
        () ->
            assertEquals(
                List.of(),
                seen.stream().filter(one -> one.mostRequests() > MOST_REQUESTS).toList(),
                "more than " + MOST_REQUESTS + " requests for one alert"),
        () ->
            assertTrue(
                rooms.throttledPerMessage() <= MOST_THROTTLED,
                rooms.throttledPerMessage() + " answers of 429 for each message"));
  }
}
