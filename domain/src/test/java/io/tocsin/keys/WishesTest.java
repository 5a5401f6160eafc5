package io.tocsin.keys;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static final Wishes USUAL = new Wishes(Set.of(), KeySummary.DEFAULT_PREFERENCES);

  private static Alert alert(Severity severity, String type) {
    return Alert.builder("1", "heimdallr", "plex", "plex is down")
        .severity(severity)
        .type(type)
        .receivedAt(NOON)
        .build();
  }

  private static Optional<String> off(String preference) {
    return Optional.of(preference + " is off for its key");
  }

  @Test
  void withoutAChoiceTheContractsDefaultsHold() {
    assertEquals(Optional.empty(), USUAL.against(alert(Severity.CRITICAL, "alert")));
    assertEquals(Optional.empty(), USUAL.against(alert(Severity.HIGH, "alert")));
    assertEquals(off("p3_alerts"), USUAL.against(alert(Severity.MEDIUM, "alert")));
    assertEquals(Optional.empty(), USUAL.against(alert(Severity.MEDIUM, "health_change")));
    assertEquals(off("action_results"), USUAL.against(alert(Severity.CRITICAL, "action_result")));
  }

  @Test
  void whatIsBelowP3GoesWithIt() {
    Wishes all = new Wishes(Set.of(), Map.of("p3_alerts", true));

    for (Severity severity : Set.of(Severity.LOW, Severity.INFO)) {
      assertEquals(off("p3_alerts"), USUAL.against(alert(severity, "alert")), severity.name());
      assertEquals(Optional.empty(), all.against(alert(severity, "alert")), severity.name());
    }
  }

  @Test
  void aChoiceGoesBeforeTheDefault() {
    Wishes none =
        new Wishes(
            Set.of(), Map.of("p1_alerts", false, "p2_alerts", false, "health_changes", false));

    assertEquals(off("p1_alerts"), none.against(alert(Severity.CRITICAL, "backup")));
    assertEquals(off("p2_alerts"), none.against(alert(Severity.HIGH, "alert")));
    assertEquals(off("health_changes"), none.against(alert(Severity.CRITICAL, "health_change")));
  }

  @Test
  void onlyTheServicesOfTheKeyAreWantedWhenItNamesAny() {
    Map<String, Boolean> all = KeySummary.DEFAULT_PREFERENCES;
    Alert critical = alert(Severity.CRITICAL, "alert");

    assertEquals(Optional.empty(), new Wishes(Set.of("plex", "sonarr"), all).against(critical));
    assertEquals(
        Optional.of("plex is not among the services of its key"),
        new Wishes(Set.of("sonarr"), all).against(critical));
  }
}
