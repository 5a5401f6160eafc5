package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keeping.Kind;
import io.tocsin.keeping.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistorySettingsTest {
  private final Map<String, String> variables = new HashMap<>();

  private Retention retention() {
    return HistorySettings.from(name -> Optional.ofNullable(variables.get(name)));
  }

  @Test
  void withoutAWordEverythingIsKeptForNinetyDays() {
    assertEquals(Retention.of(Duration.ofDays(90)), retention());
  }

  @Test
  void theVariableIsForAllKinds() {
    variables.put("TOCSIN_HISTORY_DAYS", "30");

    assertEquals(Retention.of(Duration.ofDays(30)), retention());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "ninety", "3651", "-5", "90d"})
  void aNumberThatIsNoneIsNamed(String days) {
    variables.put("TOCSIN_HISTORY_DAYS", days);

    assertTrue(
        String.valueOf(assertThrows(InvalidConfigException.class, this::retention).getMessage())
            .contains("TOCSIN_HISTORY_DAYS must be a number of days from 2 to 3650"));
  }

  @Test
  void aKindThatTheFileNamesHasItsOwnTimeAndTheOthersThatOfTheVariable(@TempDir Path folder)
      throws IOException {
    variables.put("TOCSIN_HISTORY_DAYS", "30");
    variables.put("TOCSIN_CONFIG", folder.resolve("tocsin.yml").toString());
    Files.writeString(
        folder.resolve("tocsin.yml"),
        "history:\n  keep: { meetings: 365d, exchanges: 2d12h, refusals: 3650d }\n");

    assertEquals(
        new Retention(
            Map.of(
                Kind.ALERTS, Duration.ofDays(30),
                Kind.MEETINGS, Duration.ofDays(365),
                Kind.EXCHANGES, Duration.ofHours(60),
                Kind.LESSONS, Duration.ofDays(30),
                Kind.REFUSALS, Duration.ofDays(3650))),
        retention());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "history: { keep: { alerts: 1d } }   | line 1, column 28: alerts must be a time from 2d to",
        "history: { keep: { alerts: 3651d } } | line 1, column 28: alerts must be a time from 2d to",
        "history: { keep: { alerts: soon } } | such as 90d",
        "history: { keep: { deliveries: 9d } } | 'deliveries' is not known in history.keep; known",
        "history: { kept: {} } | 'kept' is not known in history; known are [keep]",
        "history: 90d | history must be a mapping",
        "history: { keep: 90d } | history.keep must be a mapping"
      })
  void aMistakeIsToldWithItsLine(String text, String mistake) {
    InvalidConfigException thrown =
        assertThrows(InvalidConfigException.class, () -> ConfigReader.readHistory(text));

    assertTrue(String.valueOf(thrown.getMessage()).contains(mistake), thrown.getMessage());
  }

  @Test
  void whoReadsTheRestOfTheFileTellsThoseMistakesToo() {
    String text =
        """
        version: 1
        targets: { general: { channel: discord, url: "${env:URL}" } }
        routes: [ { to: general } ]
        history: { keep: { alerts: 1h } }
        """;
    ConfigReader reader =
        new ConfigReader(
            Map.of("discord", Set.of()), name -> Optional.of("https://example.org/hook"));

    List<String> mistakes = reader.check(text).mistakes().stream().map(Object::toString).toList();

    assertTrue(mistakes.toString().contains("alerts must be a time from 2d"), mistakes::toString);
  }

  @Test
  void anAlertOutlastsItsDeliveries() {
    Retention retention = Retention.of(Duration.ofDays(3));

    retention.checkOutlasts(Duration.ofDays(2));
    assertThrows(
        IllegalArgumentException.class,
        () -> retention.checkOutlasts(Duration.ofDays(2).plusSeconds(1)));
  }
}
