package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.keeping.Piece;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.archive.FileArchive;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ExportAndForgetTest {
  private static final Instant LONG_AGO = Instant.parse("2025-03-01T12:00:00Z");

  private final Path data;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  ExportAndForgetTest(@TempDir Path directory) throws IOException {
    data = Files.createTempDirectory(directory, "run");
  }

  @Test
  void whatThereIsIsExportedAndWhatIsAnOwnersIsForgotten() throws Exception {
    file("ev_old_ann", "ann");
    file("ev_old_bob", "bob");
    Path file = data.resolve("export.jsonl");
    try (LocalTocsin tocsin = LocalTocsin.start(LocalOptions.in(data), part -> {})) {
      send(tocsin, key(tocsin, "ann"), "of ann");
      send(tocsin, key(tocsin, "bob"), "of bob");
      awaitRouted(tocsin, 2);

      run(tocsin, "export", "--from", "2025-01-01", "--to", "2100-01-01", "--out", file.toString());
      assertTrue(text(err).contains("2 alerts and 0 meetings of the history, and 4 lines"));
      assertEquals(6, Files.readAllLines(file).size());
      assertFalse(Files.exists(data.resolve("export.jsonl.part")));
      for (String line : Files.readAllLines(file)) {
        JsonNode json = Wire.parse(line);
        assertFalse(json.path("id").asText().isEmpty(), line);
        assertTrue(Instant.parse(json.path("at").asText()).isAfter(LONG_AGO.minusSeconds(1)), line);
      }

      assertEquals(2, command(tocsin, "forget", "ann"), "it must be said twice");
      String said = run(tocsin, "forget", "ann", "--yes");
      assertTrue(said.contains("Deleted of ann: 1 alerts with "), said);
      assertTrue(said.contains(" 1 keys, 2 lines of the archive"), said);

      run(tocsin, "export", "--from", "2025-01-01", "--to", "2100-01-01", "--out", file.toString());
      String left = Files.readString(file);
      assertFalse(left.contains("of ann") || left.contains("ev_old_ann"), left);
      assertTrue(left.contains("of bob") && left.contains("ev_old_bob"), left);
      assertFalse(run(tocsin, "keys", "list").matches("(?s).*\\bann\\b.*"));
    }
  }

  @Test
  void anExportThatFailsLeavesNoFile() throws IOException {
    Path file = data.resolve("export.jsonl");
    Files.writeString(file, "of yesterday");
    try (LocalTocsin tocsin = LocalTocsin.start(LocalOptions.in(data), part -> {})) {
      Path day = data.resolve("archive/kind=alerts/day=2025-03-01");
      Files.createDirectories(day);
      Files.write(day.resolve("1-a.json.gz"), new byte[] {1, 2, 3});

      assertEquals(
          1,
          command(
              tocsin,
              "export",
              "--from",
              "2025-01-01",
              "--to",
              "2100-01-01",
              "--out",
              file.toString()));
      assertEquals(1, command(tocsin, "export", "--from", "yesterday", "--to", "2100-01-01"));
    }

    assertEquals("of yesterday", Files.readString(file));
    assertFalse(Files.exists(data.resolve("export.jsonl.part")));
  }

  /** As if it had expired. */
  private void file(String id, String owner) {
    Alert alert =
        Alert.builder(id, "test", "plex", "plex is down")
            .receivedAt(LONG_AGO)
            .owner(Optional.of(owner))
            .build();
    Delivery delivery = Delivery.of(alert, new Target("ops", "discord", "ops", Map.of()));
    new FileArchive(data.resolve("archive"))
        .file(
            "1-" + id,
            List.of(
                new Piece.OfAlert(alert, List.of(), Optional.empty()),
                new Piece.OfDelivery(delivery)));
  }

  private String[] key(LocalTocsin tocsin, String owner) {
    String made = run(tocsin, "keys", "create", "--owner", owner, "--scope", "alert");
    String id = made.replaceFirst("(?s).*?(cm_[0-9a-z]+).*", "$1");
    String secret = made.replaceFirst("(?s).*WEBHOOK_SECRET_KEY=(\\S+).*", "$1");
    return new String[] {id, secret};
  }

  private void send(LocalTocsin tocsin, String[] key, String title) {
    run(
        tocsin,
        "send",
        "--service",
        "plex",
        "--priority",
        "P3",
        "--title",
        title,
        "--key",
        key[0],
        "--secret",
        key[1]);
  }

  private void awaitRouted(LocalTocsin tocsin, int count) {
    while (run(tocsin, "history").split("plex", -1).length <= count) {
      Thread.onSpinWait();
    }
  }

  /** What a command prints that succeeds. */
  private String run(LocalTocsin tocsin, String... arguments) {
    assertEquals(0, command(tocsin, arguments), () -> text(err));
    return text(out);
  }

  private int command(LocalTocsin tocsin, String... arguments) {
    out.reset();
    err.reset();
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data.toString();
    return Main.run(
        new Surroundings(
            Map.of("TOCSIN_URL", tocsin.url().toString()),
            data,
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        all);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
