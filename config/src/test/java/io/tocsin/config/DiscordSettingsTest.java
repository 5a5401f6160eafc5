package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.delivery.Budget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordSettingsTest {

  @Test
  void theDefaultsAreThose() {
    assertEquals(
        new DiscordSettings(Budget.perMinute(25, 5), 3, Duration.ofSeconds(10), 100),
        from(Map.of()));
  }

  @Test
  void eachIsRead() {
    assertEquals(
        new DiscordSettings(Budget.perMinute(30, 1), 0, Duration.ofSeconds(20), 10_000),
        from(
            Map.of(
                "DISCORD_RATE_LIMIT", "30",
                "DISCORD_RETRY_ATTEMPTS", "0",
                "DISCORD_TIMEOUT_SECONDS", " 20 ",
                "DISCORD_QUEUE_SIZE", "10000")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DISCORD_RATE_LIMIT      | 0    | from 1 to 30",
        "DISCORD_RATE_LIMIT      | 31   | from 1 to 30",
        "DISCORD_RATE_LIMIT      | fast | from 1 to 30",
        "DISCORD_RETRY_ATTEMPTS  | -1   | from 0 to 10",
        "DISCORD_RETRY_ATTEMPTS  | 11   | from 0 to 10",
        "DISCORD_TIMEOUT_SECONDS | 0    | from 1 to 20",
        "DISCORD_TIMEOUT_SECONDS | 9999999999 | from 1 to 20",
        "DISCORD_TIMEOUT_SECONDS | 21   | from 1 to 20",
        "DISCORD_QUEUE_SIZE      | 0    | from 1 to 10000",
        "DISCORD_QUEUE_SIZE      | 10001 | from 1 to 10000",
        "DISCORD_QUEUE_SIZE      | 1e3  | from 1 to 10000"
      })
  void aBadValueStopsTheStartWithItsNameAndRange(String name, String value, String range) {
    InvalidConfigException stop =
        assertThrows(InvalidConfigException.class, () -> from(Map.of(name, value)));
    assertEquals(name + " must be a whole number " + range, stop.getMessage());
  }

  @Test
  void allBadValuesAreNamedAtOnce() {
    InvalidConfigException stop =
        assertThrows(
            InvalidConfigException.class,
            () -> from(Map.of("DISCORD_RATE_LIMIT", "x", "DISCORD_RETRY_ATTEMPTS", "x")));
    assertEquals(2, List.copyOf(stop.mistakes()).size());
  }

  private static DiscordSettings from(Map<String, String> variables) {
    return DiscordSettings.from(name -> Optional.ofNullable(variables.get(name)));
  }
}
