package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
  private final Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  PreviewTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theBodyIsPrintedAsItWouldBeSent() throws IOException, InvalidJsonException {
    String config =
        file(
            "tocsin.yml",
            """
            version: 1
            targets: { ops: { channel: discord, url: "${env:NOT_SET}" } }
            routes: [ { to: ops } ]
            templates: [ { types: tracklist, title: "{{service}}: {{title}}" } ]
            """);
    assertEquals(0, preview("--channel", "discord", "--type", "tracklist", "--config", config));
    assertEquals("plex: plex is down", title());
    assertEquals(0, preview("--channel", "discord", "--config", config));
    assertEquals("plex is down", title());
    assertEquals(
        0, preview(Map.of("TOCSIN_CONFIG", config), "--channel=slack", "--type=tracklist"));
    assertTrue(text(out).contains("*[HIGH] plex: plex is down*"), text(out));
  }

  @Test
  void anAlertOfOnesOwnIsShown() throws IOException, InvalidJsonException {
    String alert =
        file(
            "alert.json",
            "{\"source\":\"cron\",\"service\":\"nas\",\"severity\":\"high\",\"title\":\"full\"}");
    assertEquals(0, preview("--channel", "discord", "--alert", alert));
    assertEquals("full", title());
    assertEquals("2026-11-21T08:00:00Z", Wire.parse(text(out)).at("/embeds/0/timestamp").asText());
  }

  @Test
  void mistakesAreNamedAndEndWithOne() throws IOException {
    String wrong = file("wrong.yml", "templates:\n  - title: \"a {{titel}}\"\n");
    assertEquals(1, preview("--channel", "discord", "--config", wrong));
    assertTrue(text(err).contains("line 2, column 15: 'titel' is no name"), text(err));
    String cut = file("cut.yml", "templates:\n  - title: " + "word ".repeat(100) + "\n");
    assertEquals(1, preview("--channel", "discord", "--config", cut));
    assertTrue(text(err).contains("line 2, column 12: the title is 499 characters"), text(err));
    assertTrue(text(out).contains("word…"), text(out));
    assertEquals(1, preview("--channel", "discord", "--config", folder.resolve("no").toString()));
    assertTrue(text(err).contains("There is no readable file"), text(err));
    assertEquals(
        1, preview("--channel", "discord", "--alert", file("a.json", "{\"title\":\"x\"}")));
    assertTrue(text(err).contains("service: is required"), text(err));
  }

  @Test
  void aWrongCommandEndsWithTwo() {
    assertEquals(2, preview("--channel", "carrier-pigeon"));
    assertTrue(text(err).contains("'carrier-pigeon' is no channel; there are"), text(err));
    assertEquals(2, preview());
    assertTrue(text(err).contains("--channel"), text(err));
  }

  private String title() throws InvalidJsonException {
    JsonNode body = Wire.parse(text(out));
    return body.at("/embeds/0/title").asText();
  }

  private int preview(String... arguments) {
    return preview(Map.of(), arguments);
  }

  private int preview(Map<String, String> environment, String... arguments) {
    out.reset();
    err.reset();
    String[] all = new String[arguments.length + 2];
    all[0] = "template";
    all[1] = "preview";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Main.run(
        new Surroundings(
            environment,
            folder,
            Clock.fixed(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        all);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
