package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @Test
  void aConfigurationThatCannotBeUsedIsToldByItsMistakes(@TempDir Path folder) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("tocsin.yml"),
            """
            version: 1
            targets:
              ops: { channel: discord, url: "${env:NOT_THERE_DISCORD}" }
              hook: { channel: webhook, url: "${env:NOT_THERE}", secret: "${env:NEITHER}" }
            routes:
              - to: [ops]
            """);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    int code =
        Main.run(
            new Surroundings(Map.of(), folder, Clock.systemUTC(), out, out),
            "up",
            "--config",
            config.toString(),
            "--data",
            folder.resolve("data").toString(),
            "--port",
            "0",
            "--sqs-port",
            "0");

    String text = said.toString(StandardCharsets.UTF_8);
    assertEquals(1, code);
    assertTrue(text.contains("line 4, column 34: the variable NOT_THERE is not set"), text);
    assertFalse(text.contains("\tat "), text);
  }
}
