package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTableTest {
  private static final String DELIVERIES =
      "\"ended\":{\"all\":1200000,\"delivered\":900000,\"digested\":0,\"resolved\":0,"
          + "\"muted\":299999,\"failed_over\":0,\"dead\":1},"
          + "\"attempts\":{\"all\":1000000,\"delivered\":900000,\"throttled\":100000,"
          + "\"transient\":0,\"ambiguous\":0,\"rejected\":0,\"gone\":0},"
          + "\"retries\":100000,\"throttled_ms\":7200000,"
          + "\"p50_ms\":850,\"p95_ms\":34000,\"p99_ms\":86400000";
  private static final String REPORT =
      "{\"from\":\"2026-11-14T08:00:00Z\",\"to\":\"2026-11-21T09:00:00Z\",\"total\":{"
          + DELIVERIES
          + "},\"channels\":[],\"targets\":[{\"channel\":\"discord-dm\",\"target\":\""
          + "x".repeat(60)
          + "\\u001b[31m\","
          + DELIVERIES
          + "}],\"alerts\":{\"alerts\":1200000},\"services\":["
          + "{\"service\":\"plex\",\"alerts\":1000000},{\"service\":\"emby\",\"alerts\":1}],"
          + "\"other_services\":3,\"meetings\":{\"wanted\":3,\"set\":2,\"moved\":1,\"held\":1,"
          + "\"cancelled\":0}}";

  @Test
  void itFitsAnEightyColumnTerminalAndObeysNobody() throws Exception {
    for (boolean blocks : List.of(true, false)) {
      String table = table(Wire.parse(REPORT), blocks);

      for (String line : table.lines().toList()) {
        assertTrue(line.length() <= 80, line.length() + ": " + line);
      }
      assertFalse(table.contains("\u001b"), table);
    }
  }

  @Test
  void itSaysWhatHappened() throws Exception {
    String table = table(Wire.parse(REPORT), true);

    assertTrue(table.startsWith("From 2026-11-14 08:00 to 2026-11-21 09:00 UTC\n"), table);
    assertTrue(table.contains("DELIVERIES: 1,200,000"), table);
    assertTrue(table.contains("  delivered  900,000  " + "█".repeat(30) + "\n"), table);
    assertTrue(table.contains("  dead             1  ▏\n"), table);
    assertTrue(table.contains("half within 850ms, 95 % within 34s, 99 % within >1d"), table);
    assertTrue(table.contains("100,000 retries; throttled for 2.0h all together"), table);
    assertTrue(table.contains("  emby          1  ▏\n"), table);
    assertTrue(table.contains("and 3 more services"), table);
    assertTrue(table.contains("2 set, 1 moved, 1 held, 0 cancelled"), table);
    assertFalse(table.contains("digested"), "what there was none of is left out");
  }

  @Test
  void withoutBlocksBarsAreOfPlainCharacters() throws Exception {
    String table = table(Wire.parse(REPORT), false);

    assertTrue(table.contains("  delivered  900,000  " + "#".repeat(30) + "\n"), table);
    assertFalse(table.contains("█"), table);
  }

  @ParameterizedTest
  @CsvSource({"12,12ms", "1234,1.2s", "34000,34s", "99000,99s", "300000,5.0m", "12000000,3.3h"})
  void timesAreShort(long millis, String text) {
    assertEquals(text, ReportTable.length(millis));
  }

  @Test
  void theTimeBackIsInHoursDaysOrWeeks() {
    assertEquals(Optional.of(Duration.ofHours(36)), ReportCommand.duration("36h"));
    assertEquals(Optional.of(Duration.ofDays(7)), ReportCommand.duration("7d"));
    assertEquals(Optional.of(Duration.ofDays(28)), ReportCommand.duration("4w"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "d", "0d", "-1d", "7 d", "7m", "1.5h", "999999h"})
  void anythingElseIsNoTimeBack(String text) {
    assertEquals(Optional.empty(), ReportCommand.duration(text));
  }

  private static String table(JsonNode report, boolean blocks) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new ReportTable(out, blocks).print(report);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
