package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.standins.SlotifyEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String... arguments) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return Main.run(
        new Surroundings(Map.of(), Path.of("."), Clock.systemUTC(), out, out), arguments);
  }

  private String text() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anIncidentFiresRepeatsGetsWorseAndIsOver(@TempDir Path data) {
    try (LocalTocsin tocsin = LocalTocsin.start(LocalOptions.in(data), any -> {})) {
      int code = run("demo", "incident", "--repeats=3", "--url=" + tocsin.url(), "--data=" + data);

      assertEquals(0, code, text());
      assertTrue(text().contains("Alert accepted and meeting requested"), text());
      assertTrue(text().contains("the same; 4 alerts about it"), text());
      assertTrue(text().contains("[HIGH] System Failure Review"), text());
      assertTrue(text().contains("[CRITICAL] System Failure Review"), text());
      assertTrue(text().contains("cancelled: the alert is over"), text());
      assertTrue(text().contains("Meeting moved"), text());
      assertEquals(1, tocsin.standIns().slotify().meetings().size());
      assertTrue(tocsin.standIns().slotify().meetings().stream().noneMatch(SlotifyEvent::open));
      assertEquals(1, tocsin.standIns().chainSync().notices().size());
    }
  }

  @Test
  void withoutATocsinItSaysHowToStartOne() {
    assertEquals(1, run("demo", "incident", "--url=http://127.0.0.1:1", "--key=k", "--secret=s"));
    assertTrue(text().contains("./tocsin up"), text());
    assertEquals(2, run("demo", "incident", "--repeats=101"));
  }
}
