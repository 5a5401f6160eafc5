package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.endtoend.Client.Item;
import io.tocsin.local.standins.DiscordBot;
import io.tocsin.local.standins.DiscordMessage;
import io.tocsin.local.standins.StandIns;
import io.tocsin.wire.Wire;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns a key is told of what was signed with it, in person. */
class InPersonTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void anOwnerIsToldByItsPreferencesBesidesWhatTheRoutesSay(@TempDir Path folder) throws Exception {
    try (StandIns standIns = StandIns.start(Clock.systemUTC(), new Random(1))) {
      try (LocalTocsin tocsin = LocalTocsin.start(options(folder, standIns), any -> {})) {
        Client admin = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
        Client anna = key(admin, "\"owner\":\"discord:4711\",\"services\":[\"plex\",\"nas\"]");
        Client shy = key(admin, "\"owner\":\"discord:4712\"");
        standIns.discord().bot().close("4712");

        assertEquals(
            200,
            anna.send(
                List.of(
                    new Item("plex", "P1", "plex is down", "red"),
                    new Item("plex", "P3", "plex is slow", "red"),
                    new Item("plex", "P3", "plex is back", "health_change"),
                    new Item("sonarr", "P1", "sonarr is down", "red"))));
        Eventually.happens(
            "all is on record", PATIENCE, () -> states(admin).size() == 8 && ended(admin));

        assertEquals(
            Map.of(
                "plex is down blue", "delivered",
                "plex is down discord:4711", "delivered",
                "plex is slow blue", "delivered",
                "plex is slow discord:4711", "muted",
                "plex is back blue", "delivered",
                "plex is back discord:4711", "delivered",
                "sonarr is down blue", "delivered",
                "sonarr is down discord:4711", "muted"),
            states(admin));
        assertEquals(List.of("plex is back", "plex is down"), told(standIns, "4711"));

        assertEquals(200, shy.send(List.of(new Item("plex", "P1", "for nobody", "red"))));
        Eventually.happens(
            "it is dead",
            PATIENCE,
            () -> "dead".equals(states(admin).get("for nobody discord:4712")));
        assertEquals(200, shy.send(List.of(new Item("plex", "P1", "nor this", "red"))));
        Eventually.happens(
            "it is dead as well",
            PATIENCE,
            () -> "dead".equals(states(admin).get("nor this discord:4712")));
        assertEquals(2, standIns.discord().bot().opened(), "channels that were asked for");
      }
    }
  }

  private static LocalOptions options(Path folder, StandIns standIns) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOOK_BLUE", standIns.discordUrl("blue", "blue").reveal());
    environment.put("DISCORD_BOT_TOKEN", standIns.discord().bot().token().reveal());
    environment.put("DISCORD_API_URL", standIns.url() + "/api/v10");
    return LocalOptions.in(folder.resolve("data"))
        .withConfig(config(folder))
        .withEnvironment(environment);
  }

  private static Path config(Path folder) throws Exception {
    return Files.writeString(
        folder.resolve("tocsin.yml"),
        """
        version: 1
        targets:
          blue: { channel: discord, url: "${env:HOOK_BLUE}" }
        routes:
          - to: [blue]
        """);
  }

  private static Client key(Client admin, String members) throws Exception {
    HttpResponse<String> made = admin.post("/api/v1/keys", "{" + members + "}");
    assertEquals(200, made.statusCode(), made.body());
    JsonNode json = Wire.parse(made.body());
    return Client.of(
        admin.url(),
        json.path("key").path("id").asText(json.path("id").asText()),
        Secret.of(json.path("secret").asText()));
  }

  /** What became of each delivery: by title and target. Without what the operator is told. */
  private static Map<String, String> states(Client reader) throws Exception {
    Map<String, String> states = new TreeMap<>();
    for (JsonNode alert : reader.history()) {
      for (JsonNode delivery : alert.path("deliveries")) {
        if (!alert.path("source").asText().equals("tocsin")) {
          states.put(
              alert.path("title").asText() + " " + delivery.path("target").asText(),
              delivery.path("state").asText());
        }
      }
    }
    return states;
  }

  private static boolean ended(Client reader) throws Exception {
    return states(reader).values().stream().noneMatch("waiting"::equals);
  }

  private static List<String> told(StandIns standIns, String user) {
    return standIns.discord().messages().stream()
        .filter(message -> message.webhook().equals(DiscordBot.name(user)))
        .map(DiscordMessage::titles)
        .flatMap(List::stream)
        .sorted()
        .toList();
  }
}
