package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.standins.Fault;
import io.tocsin.local.standins.StandIns;
import io.tocsin.wire.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person who watches sees while Discord works, asks to wait, and fails. */
class WatchingTest {
  /** Only ends a test that would never end. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void metricsAndStatusTellOfDeliveriesThrottlingAndAFailingService(@TempDir Path folder)
      throws Exception {
    try (StandIns standIns = StandIns.start(Clock.systemUTC(), new Random(1))) {
      Rooms rooms = new Rooms(standIns);
      Map<String, String> environment = new HashMap<>(rooms.environment());
      environment.put("DISCORD_BOT_TOKEN", "");
      LocalOptions options =
          LocalOptions.in(folder.resolve("data"))
              .withConfig(Rooms.config(folder))
              .withEnvironment(environment);
      try (LocalTocsin tocsin = LocalTocsin.start(options, any -> {})) {
        Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
        Client stranger = Client.of(tocsin.url(), tocsin.key().id(), Secret.of("wrong"));
        assertEquals(401, stranger.post("/api/v1/alert", "{}").statusCode());
        rooms.send(client, 2);
        Eventually.happens("all is well", PATIENCE, () -> rooms.allOnRecord(client));
        assertEquals(1, value(client, "tocsin_alerts_rejected_total{reason=\"unauthorized\"}"));
        double accepted = value(client, "tocsin_alerts_accepted_total");
        assertEquals(accepted, value(client, "tocsin_alert_queued_time_seconds_count"));
        String delivered = "tocsin_deliveries_ended_total{channel=\"discord\",end=\"delivered\"}";
        Eventually.happens(
            "every delivery is counted", PATIENCE, () -> value(client, delivered) == accepted);
        assertTrue(value(client, "tocsin_delivery_time_seconds_count{channel=\"discord\"}") > 0);

        standIns.discord().useUp("red", Duration.ofSeconds(5));
        rooms.send(client, 1);
        String throttled = "tocsin_attempts_total{channel=\"discord\",outcome=\"throttled\"}";
        Eventually.happens("a 429 is counted", PATIENCE, () -> value(client, throttled) > 0);
        Eventually.happens("it arrives all the same", PATIENCE, () -> rooms.allOnRecord(client));

        standIns.discord().fault(Fault.SERVER_ERROR);
        String opened = "tocsin_breakers_opened_total{channel=\"discord\"}";
        rooms.send(client, 2);
        Eventually.happens("the breaker opens", PATIENCE, () -> value(client, opened) > 0);
        Eventually.happens("the status says so", PATIENCE, () -> failing(status(client)) > 0);
        JsonNode status = status(client);
        assertTrue(pending(status) > 0, status.toString());
        assertEquals(
            List.of(
                "alerts",
                "wakes",
                "meetings",
                "interactions",
                "dead-letters",
                "alerts-failed",
                "wakes-failed",
                "meetings-failed",
                "interactions-failed"),
            StreamSupport.stream(status.path("queues").spliterator(), false)
                .map(queue -> queue.path("name").asText())
                .toList());
        assertFalse(status.at("/last_alert/received_at").asText().isEmpty());
        assertTrue(status.at("/discord/interactions").asText().startsWith("off"));

        standIns.heal();
        String closed = "tocsin_breakers_closed_total{channel=\"discord\"}";
        Eventually.happens("all arrive", PATIENCE, () -> rooms.allOnRecord(client));
        Eventually.happens("the breaker closes", PATIENCE, () -> value(client, closed) > 0);
        Eventually.happens("the status is well again", PATIENCE, () -> well(status(client)));
        assertTrue(
            value(client, "tocsin_attempts_total{channel=\"discord\",outcome=\"transient\"}") > 0);
      }
    }
  }

  private static boolean well(JsonNode status) {
    return failing(status) == 0 && pending(status) == 0;
  }

  private static JsonNode status(Client client) throws Exception {
    return Wire.parse(client.get("/status").body());
  }

  private static long failing(JsonNode status) {
    return StreamSupport.stream(status.path("lanes").spliterator(), false)
        .filter(lane -> lane.at("/breaker/state").asText().equals("open"))
        .count();
  }

  private static int pending(JsonNode status) {
    JsonNode lanes = status.path("lanes");
    return IntStream.range(0, lanes.size()).map(i -> lanes.get(i).path("pending").asInt()).sum();
  }

  /** Of one series, 0 while there is none. */
  private static double value(Client client, String series) throws Exception {
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(series) + " ([0-9.eE+-]+)$")
            .matcher(client.get("/metrics").body());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }
}
