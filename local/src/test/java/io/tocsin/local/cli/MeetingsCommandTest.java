package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class MeetingsCommandTest {
  private static final String CONFIG =
      """
      meetings:
        zone: Europe/Berlin
        people:
          ann: { address: ann@example.org, name: Ann Example }
          kenji: { address: kenji@example.org, zone: Asia/Tokyo }
        rotations:
          rota: { people: [ann, kenji], turn: 1d, start: 2026-03-28 09:00 }
        services:
          - { service: plex, call: rota }
          - { service: jellyfin, call: ann }
        roles: { database administrator: kenji }
      """;

  private final Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  MeetingsCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private int run(Map<String, String> environment, String... arguments) {
    out.reset();
    err.reset();
    return Main.run(
        new Surroundings(
            environment,
            folder,
            Clock.fixed(Instant.parse("2026-11-20T08:00:00Z"), ZoneOffset.UTC),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        arguments);
  }

  private Map<String, String> config() throws IOException {
    Path file = Files.writeString(folder.resolve("tocsin.yml"), CONFIG);
    return Map.of("TOCSIN_CONFIG", file.toString());
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aPlanSaysWhoMeetsWhenAndWhy() throws IOException {
    int code =
        run(
            config(),
            "meetings",
            "plan",
            "--service=jellyfin",
            "--level=low",
            "--invite=database administrator",
            "--at=2026-03-28T22:00Z",
            "--length=45m");
    assertEquals(0, code, err());
    // On Sunday clocks are put forward in Berlin.
    assertEquals(
        """
        Mon 2026-03-30 07:00 UTC, 45 minutes
        the first quarter hour that all 2 can, in working hours; Mon 2026-03-30 09:00 Europe/Berlin

        Ann Example  ann@example.org    Mon 2026-03-30 09:00 Europe/Berlin  working  on call for jellyfin
        kenji        kenji@example.org  Mon 2026-03-30 16:00 Asia/Tokyo     working  database administrator: asked for
        """,
        out());
  }

  @Test
  void aCriticalPlanSaysWhoIsWokenUp() throws IOException {
    assertEquals(0, run(config(), "meetings", "plan", "--service=plex", "--level=critical"), err());
    assertTrue(out().startsWith("Fri 2026-11-20 08:10 UTC, 30 minutes\nat once, "), out());
    assertEquals(
        0,
        run(
            config(),
            "meetings",
            "plan",
            "--service=plex",
            "--level=critical",
            "--at=2026-03-28T23:00:00+01:00"),
        err());
    assertTrue(out().contains("Sat 2026-03-28 23:10 Europe/Berlin  not working"), out());
  }

  @Test
  void addressesInTheEnvironmentAreEnough() {
    Map<String, String> environment = Map.of("TOCSIN_MEETING_ATTENDEES", "a@example.org");
    assertEquals(0, run(environment, "meetings", "plan", "--service=any", "--level=high"), err());
    assertTrue(out().contains("a@example.org  Fri 2026-11-20 09:00 UTC  working"), out());
    assertEquals(0, run(Map.of(), "meetings", "plan", "--service=any", "--level=high"), err());
    assertTrue(out().contains("Nobody would be invited"), out());
  }

  @Test
  void whoIsOnCallIsSaid() throws IOException {
    assertEquals(0, run(config(), "meetings", "on-call", "plex", "--at=2026-03-29T06:59Z"), err());
    assertEquals("Ann Example  ann@example.org  Sun 2026-03-29 08:59 Europe/Berlin\n", out());
    assertEquals(0, run(config(), "meetings", "on-call", "plex", "--at=2026-03-29T07:00Z"), err());
    assertEquals("kenji  kenji@example.org  Sun 2026-03-29 16:00 Asia/Tokyo\n", out());
    assertEquals(1, run(config(), "meetings", "on-call", "other"));
    assertTrue(err().startsWith("Nobody is on call for other then."), err());
  }

  @Test
  void mistakesAreNamed() throws IOException {
    Map<String, String> good = config();
    String[] plan = {"meetings", "plan", "--service=plex", "--level=high", ""};
    for (Map.Entry<String, String> wrong :
        Map.of(
                "--at=tomorrow", "--at must be a time such as",
                "--length=5m", "--length must be a time from 15m to 4h",
                "--invite= ", "--invite must be a role")
            .entrySet()) {
      plan[4] = wrong.getKey();
      assertEquals(1, run(good, plan), err());
      assertTrue(err().contains(wrong.getValue()), err());
    }
    assertEquals(2, run(good, "meetings", "plan", "--service=plex", "--level=mild"));
    Files.writeString(folder.resolve("tocsin.yml"), CONFIG.replace("turn: 1d", "turn: 1s"));
    assertEquals(1, run(good, "meetings", "on-call", "plex"));
    assertTrue(err().contains("line 7, column 41: turn must be a time from 1h"), err());
    assertEquals(
        1,
        run(
            Map.of("TOCSIN_MEETING_ATTENDEES", "somebody"),
            "meetings",
            "plan",
            "--service=plex",
            "--level=low"));
    assertTrue(err().contains("TOCSIN_MEETING_ATTENDEES must be addresses"), err());
  }
}
