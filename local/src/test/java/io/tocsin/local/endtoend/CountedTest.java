package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.local.endtoend.Client.Item;
import io.tocsin.local.standins.StandIns;
import io.tocsin.wire.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the report says what happened, to the last one, though the process was killed twice. */
class CountedTest {
  private static final int ALERTS = 60;

  @ParameterizedTest
  @EnumSource
  void whatHappenedIsCountedOnce(Store store, @TempDir Path data) throws Exception {
    try (StandIns standIns = StandIns.start(Clock.systemUTC(), new Random(1));
        Store.Tables tables = store.open()) {
      Secret webhook = standIns.discordUrl("ops", "ops");
      Map<String, String> environment = Map.of("DISCORD_WEBHOOK_GENERAL", webhook.reveal());
      for (int third = 0; third < 3; third++) {
        try (Machine machine = Machine.start(data, tables.endpoint(), environment)) {
          int from = third * ALERTS / 3;
          assertEquals(200, machine.client().send(items(from, from + ALERTS / 3)));
          Eventually.happens(
              "some of them are delivered",
              Duration.ofMinutes(5),
              () -> ended(machine.client(), "delivered") > from);
          machine.kill();
        }
      }
      try (Machine machine = Machine.start(data, tables.endpoint(), environment)) {
        Client client = machine.client();
        Eventually.happens(
            "all are counted", Duration.ofMinutes(5), () -> ended(client, "all") >= ALERTS);
        JsonNode report = report(client);

        assertEquals(ALERTS, report.at("/total/ended/delivered").asInt());
        assertEquals(ALERTS, report.at("/alerts/high").asInt());
        assertEquals(
            client.history().stream()
                .mapToInt(alert -> alert.at("/deliveries/0/requests").asInt())
                .sum(),
            report.at("/total/attempts/all").asInt());
      }
    }
  }

  private static List<Item> items(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new Item("load", "P2", "number " + i, "load"))
        .toList();
  }

  private static int ended(Client client, String how) throws Exception {
    return report(client).path("total").path("ended").path(how).asInt();
  }

  private static JsonNode report(Client client) throws Exception {
    return Wire.parse(client.get("/api/v1/reports/deliveries").body());
  }
}
