package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.ingest.discord.CommandDefinition;
import io.tocsin.local.standins.StandIns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordCommandTest {
  private static final String TOKEN = "a-token-that-nobody-may-see";

  private final StandIns discord;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  DiscordCommandTest() throws IOException {
    discord = StandIns.start(Clock.systemUTC(), new Random(1));
    environment.put("DISCORD_API_URL", discord.url() + "/api/v10/");
    environment.put("DISCORD_APPLICATION_ID", "77");
    environment.put("DISCORD_BOT_TOKEN", TOKEN);
  }

  @AfterEach
  void stop() {
    discord.close();
  }

  private int run(String... arguments) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code =
        Main.run(
            new Surroundings(environment, Path.of("."), Clock.systemUTC(), out, out), arguments);
    assertFalse(text().contains(TOKEN), text());
    assertFalse(text().contains("\tat "), text());
    return code;
  }

  private String text() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theCommandsAreInstalledAsTheyAreDefined() {
    assertEquals(0, run("discord", "register-commands"), text());
    assertEquals(
        Optional.of(CommandDefinition.json()),
        discord.application().commands("77", Optional.empty()));
    assertTrue(text().contains("application 77"));
    assertTrue(text().contains("  /alert_api register\n"), text());
    assertEquals(Optional.empty(), discord.application().commands("77", Optional.of("88")));
  }

  @Test
  void orInOneServer() {
    assertEquals(0, run("discord", "register-commands", "--guild", "88"), text());
    assertTrue(discord.application().commands("77", Optional.of("88")).isPresent());
    assertTrue(text().contains("server 88"), text());
    assertEquals(2, run("discord", "register-commands", "--guild", "../x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISCORD_APPLICATION_ID", "DISCORD_BOT_TOKEN"})
  void whatIsMissingIsNamed(String variable) {
    environment.remove(variable);
    assertEquals(1, run("discord", "register-commands"));
    assertTrue(text().startsWith(variable + " must be set to"), text());
  }

  @Test
  void whereNothingAnswersIsSaid() {
    discord.refuse();
    assertEquals(1, run("discord", "register-commands"));
    assertTrue(text().contains("Nothing answers at 127.0.0.1"), text());
    environment.put("DISCORD_API_URL", "no address");
    assertEquals(1, run("discord", "register-commands"));
    assertTrue(text().contains("DISCORD_API_URL is no address"), text());
  }

  @Test
  void aRefusalTellsWhatToMend() {
    environment.put("DISCORD_API_URL", discord.url() + "/elsewhere");
    assertEquals(1, run("discord", "register-commands"));
    assertTrue(text().contains("Discord refused (404): There is no such application"), text());
  }
}
