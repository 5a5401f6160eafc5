package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.calendar.Scheduling;
import io.tocsin.fuzz.Mangled;
import io.tocsin.meeting.Proposal;
import io.tocsin.meeting.Urgency.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever somebody wrote about meetings is read, and then used, or its mistakes are named. */
class MeetingsFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @Provide
  Arbitrary<String> files() {
    return Mangled.orChance(List.of(MeetingSettingsTest.GOOD));
  }

  @Property(seed = "20261121")
  void anyMeetingsAreReadOrTheirMistakesAreNamed(@ForAll("files") String text) {
    try {
      Proposal proposal =
          new Scheduling(ConfigReader.readMeetings(text).roster())
              .propose(
                  Level.HIGH,
                  Alert.builder("ev_1", "s", "plex", "down").build(),
                  List.of(new Invitee("database administrator", "because")),
                  Duration.ofMinutes(30),
                  List.of(),
                  NOW);
      assertTrue(proposal.slot().start().isAfter(NOW));
    } catch (InvalidConfigException e) {
      assertFalse(e.mistakes().isEmpty());
      e.mistakes().forEach(mistake -> assertFalse(mistake.mend().isBlank()));
    }
  }
}
