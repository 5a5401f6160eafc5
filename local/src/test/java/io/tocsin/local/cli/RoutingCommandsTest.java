package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingCommandsTest {
  private static final String CONFIG =
      """
      version: 1
      targets:
        ops: { channel: discord, url: "${env:OPS}" }
        db: { channel: slack, url: "${env:DB}" }
      windows:
        weekend: { days: [sat-sun] }
      routes:
        - { match: { labels.team: db }, to: db, continue: true }
        - { to: ops, mute: weekend }
      """;
  private static final String CASES =
      """
      cases:
        - alert: { labels: { team: db } }
          at: 2026-11-20T12:00:00Z
          to: [ops, db]
        - name: quiet on a Saturday
          alert: { service: plex }
          at: 2026-11-21T12:00:00Z
          to: []
          muted: ops
      """;

  private final Path directory;
  private final Path config;
  private final Path cases;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  RoutingCommandsTest(@TempDir Path directory) throws IOException {
    this.directory = Files.createTempDirectory(directory, "run");
    this.config = write("tocsin.yml", CONFIG);
    this.cases = write("cases.yml", CASES);
    environment.put("TOCSIN_CONFIG", config.toString());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return Main.run(
        new Surroundings(
            environment,
            directory,
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSoundFileIsFineWithoutItsSecrets() {
    assertEquals(0, run("config", "check"), err());
    assertEquals(
        config
            + ":3:33: warning: the variable OPS is not set\n"
            + config
            + ":4:30: warning: the variable DB is not set\n",
        out());
    assertTrue(err().contains("not checked"), err());

    assertEquals(1, run("config", "check", "--with-secrets"), err());
    assertTrue(out().contains(config + ":4:30: the variable DB is not set"), out());

    environment.put("OPS", "https://discord.com/api/webhooks/1/t");
    environment.put("DB", "https://hooks.slack.com/services/T/B/t");
    assertEquals(0, run("config", "check", "--with-secrets"), err());
    assertEquals("", out());
  }

  @Test
  void everyMistakeIsPrintedWithItsPlace() throws IOException {
    write("tocsin.yml", CONFIG.replace("mute: weekend", "mute: night, fallback: x"));

    assertEquals(1, run("config", "check", config.toString()));

    assertTrue(out().contains(config + ":9:22: there is no window 'night'\n"), out());
    assertTrue(out().contains(config + ":9:39: there is no target 'x'\n"), out());
    assertTrue(err().contains("has 2 mistakes."), err());
  }

  @Test
  void aFileThatIsNotThereIsAnotherMatter() throws IOException {
    assertEquals(2, run("config", "check", directory.resolve("none.yml").toString()));
    assertTrue(err().contains("none.yml"), err());
    assertEquals(2, run("routes", "test", directory.resolve("none.yml").toString()));
    write("tocsin.yml", CONFIG.replace("mute: weekend", "mute: night"));
    assertEquals(2, run("routes", "test", cases.toString()));
    assertTrue(err().contains("there is no window 'night'"), err());
  }

  @Test
  void casesThatHoldPass() {
    assertEquals(0, run("routes", "test", cases.toString()), err());
    assertEquals("2 cases, 0 differing\n", out());
  }

  @Test
  void whatDiffersIsPrinted() throws IOException {
    write("cases.yml", CASES.replace("    muted: ops\n", "").replace("[ops, db]", "[ops]"));

    assertEquals(1, run("routes", "test", "--config", config.toString(), cases.toString()), err());

    assertEquals(
        cases
            + ":2: case 1\n"
            + "  expected to tell ops; it would be db, ops\n"
            + cases
            + ":5: quiet on a Saturday\n"
            + "  expected to mute nobody; it would be ops (muted by the window weekend)\n"
            + "2 cases, 2 differing\n",
        out());
  }

  @Test
  void casesThatCannotBeReadAreAnotherMatter() throws IOException {
    write("cases.yml", CASES.replace("to: []", "to: nobody"));
    assertEquals(2, run("routes", "test", cases.toString()));
    assertTrue(err().contains(cases + ":8:9: there is no target 'nobody'"), err());
  }

  @Test
  void silencesAreMadeShownAndEnded() {
    Path data = directory.resolve("data");
    try (LocalTocsin tocsin = LocalTocsin.start(LocalOptions.in(data), part -> {})) {
      environment.put("TOCSIN_URL", tocsin.url().toString());
      String[] here = {"--data", data.toString()};
      assertEquals(0, silence(here, "list"), err());
      assertTrue(out().startsWith("No silences."), out());

      int added =
          silence(
              here,
              "add",
              "--match",
              "severity=low",
              "--match",
              "labels.team=~db.*",
              "--for",
              "2h",
              "--reason",
              "we move",
              "--author",
              "Åsa");
      assertEquals(0, added, err());
      String id = out().replaceFirst(".*\"id\":\"([^\"]+)\".*\\s*", "$1");
      assertEquals(0, silence(here, "list"), err());
      assertTrue(out().contains(id) && out().contains("Åsa"), out());
      assertTrue(out().contains("severity=low, labels.team=~db.*"), out());

      assertEquals(0, silence(here, "end", id), err());
      assertEquals(0, silence(here, "list"), err());
      assertTrue(out().startsWith("No silences."), out());
      assertEquals(0, silence(here, "list", "--all"), err());
      assertTrue(out().contains(id + "  over"), out());

      assertEquals(
          1, silence(here, "add", "--match", "moon=full", "--for", "2h", "--reason", "no"));
      assertTrue(err().contains("'moon' is no field"), err());
      assertEquals(2, silence(here, "add", "--match", "type=x", "--for", "2", "--reason", "no"));
    }
  }

  private int silence(String[] access, String... arguments) {
    String[] all = new String[arguments.length + 1 + access.length];
    all[0] = "silence";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    System.arraycopy(access, 0, all, arguments.length + 1, access.length);
    return run(all);
  }
}
