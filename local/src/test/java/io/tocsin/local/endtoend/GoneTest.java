package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.standins.Fault;
import io.tocsin.local.standins.StandIns;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook that was deleted: nothing more is sent there, until its target has another address. */
class GoneTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void aTargetThatIsGoneIsTriedAgainWhenItsAddressChanges(@TempDir Path folder) throws Exception {
    try (StandIns standIns = StandIns.start(Clock.systemUTC(), new Random(1))) {
      Rooms rooms = new Rooms(standIns);
      LocalOptions options =
          LocalOptions.in(folder.resolve("data")).withConfig(Rooms.config(folder));
      try (LocalTocsin tocsin = LocalTocsin.start(with(options, rooms.environment()), any -> {})) {
        Client client = client(tocsin);
        standIns.discord().fault("red", Fault.GONE);
        rooms.sendTo(client, "red");
        Eventually.happens("it is dead", PATIENCE, () -> dead(client) == 1);
        standIns.heal();
        rooms.sendTo(client, "red");
        Eventually.happens("so is the next", PATIENCE, () -> dead(client) == 2);
        assertEquals(1, standIns.discord().counts("red").requests(), "requests to what is gone");
      }
      try (LocalTocsin tocsin = LocalTocsin.start(with(options, rooms.environment()), any -> {})) {
        Client client = client(tocsin);
        rooms.sendTo(client, "red");
        Eventually.happens("a new start changes nothing", PATIENCE, () -> dead(client) == 3);
      }
      Map<String, String> moved = new HashMap<>(rooms.environment());
      moved.put("HOOK_RED", standIns.discordUrl("crimson", "red").reveal());
      try (LocalTocsin tocsin = LocalTocsin.start(with(options, moved), any -> {})) {
        rooms.sendTo(client(tocsin), "red");
        Eventually.happens("it arrives", PATIENCE, () -> rooms.missing().size() == 3);
        assertEquals(1, standIns.discord().counts("crimson").messages());
      }
    }
  }

  private static LocalOptions with(LocalOptions options, Map<String, String> environment) {
    return options.withEnvironment(environment);
  }

  private static Client client(LocalTocsin tocsin) {
    return Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
  }

  private static long dead(Client client) throws Exception {
    List<JsonNode> alerts = client.history();
    return alerts.stream()
        .filter(alert -> alert.path("type").asText().equals("red"))
        .filter(alert -> alert.path("deliveries").path(0).path("state").asText().equals("dead"))
        .count();
  }
}
