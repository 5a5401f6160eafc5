package io.tocsin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {

  private static Alert alert(Priority priority, Kind kind) {
    return Alert.builder(priority, "plex", "t").kind(kind).build();
  }

  private static boolean wants(Preferences preferences, Priority priority, Kind kind) {
    return preferences.mutes(alert(priority, kind)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "P1,ALERT,true",
    "P2,ALERT,true",
    "P3,ALERT,false",
    "P4,ALERT,false",
    "P1,HEALTH_CHANGE,true",
    "P4,HEALTH_CHANGE,true",
    "P1,ACTION_RESULT,false",
    "P4,ACTION_RESULT,false"
  })
  void theUsualOnesAreHeimdallrs(Priority priority, Kind kind, boolean wanted) {
    assertEquals(wanted, wants(Preferences.usual(), priority, kind));
  }

  @ParameterizedTest
  @CsvSource({"P1,ALERT", "P4,ALERT", "P4,HEALTH_CHANGE", "P4,ACTION_RESULT"})
  void everythingIsEverything(Priority priority, Kind kind) {
    assertEquals(true, wants(Preferences.everything(), priority, kind));
  }

  @Test
  void eachCanBeSet() {
    Preferences none =
        Preferences.everything()
            .withPriorities(Set.of())
            .withHealthChanges(false)
            .withActionResults(false);
    assertEquals(Optional.of("P1 is not wanted"), none.mutes(alert(Priority.P1, Kind.ALERT)));
    assertEquals(
        Optional.of("health changes are not wanted"),
        none.mutes(alert(Priority.P1, Kind.HEALTH_CHANGE)));
    assertEquals(
        Optional.of("results of actions are not wanted"),
        none.mutes(alert(Priority.P1, Kind.ACTION_RESULT)));
    assertEquals(true, wants(none.withPriorities(Set.of(Priority.P1)), Priority.P1, Kind.ALERT));
  }

  @Test
  void servicesAreWantedByTheirExactNames() {
    Preferences plexOnly = Preferences.everything().withServices(Set.of("plex"));
    assertEquals(Optional.empty(), plexOnly.mutes(Alert.of(Priority.P4, "plex", "t")));
    assertEquals(
        Optional.of("the service Plex is none of those wanted"),
        plexOnly.mutes(Alert.of(Priority.P1, "Plex", "t")));
  }

  @Test
  void aKindThatNobodyKnowsIsAFailure() {
    Alert odd = Alert.builder(Priority.P3, "plex", "t").detail("kind", "weather").build();
    assertEquals(Optional.of("P3 is not wanted"), Preferences.usual().mutes(odd));
  }
}
