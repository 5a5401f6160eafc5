package io.tocsin.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.analysis.Compliance;
import io.tocsin.analysis.Compliance.Duty;
import io.tocsin.analysis.Obligation;
import io.tocsin.meeting.Urgency.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, CRITICAL, 1.0, < 1 hour",
    "HIGH, HIGH, 0.75, < 4 hours",
    "MEDIUM, MEDIUM, 0.5, < 24 hours",
    "LOW, LOW, 0.25, next business day",
    "INFO, LOW, 0.25, next business day"
  })
  void withNothingElseItIsTheSeverity(Severity severity, Level level, double score, String soon) {
    Urgency urgency = Urgency.of(alert(severity, 0), 0, Optional.empty());
    assertEquals(level, urgency.level());
    assertEquals(score, urgency.level().score());
    assertEquals(soon, urgency.level().respondWithin());
    assertEquals(1, urgency.reasons().size());
  }

  @ParameterizedTest
  @CsvSource({
    // systems, times, notice in hours (0: none), points, level
    "2, 1, 0, 50, MEDIUM",
    "3, 0, 0, 60, MEDIUM",
    "10, 0, 0, 75, HIGH",
    "0, 2, 0, 60, MEDIUM",
    "0, 5, 0, 75, HIGH",
    "3, 2, 0, 70, MEDIUM",
    "3, 5, 0, 85, HIGH",
    "0, 0, 96, 50, MEDIUM",
    "0, 0, 72, 75, HIGH",
    "0, 0, 24, 100, CRITICAL",
    "10, 5, 24, 100, CRITICAL"
  })
  void circumstancesAddToMedium(int systems, int times, int hours, int points, Level level) {
    Urgency urgency = Urgency.of(alert(Severity.MEDIUM, systems), times, notice(hours));
    assertEquals(points, urgency.points(), () -> "because " + urgency.reasons());
    assertEquals(level, urgency.level());
  }

  @Test
  void theReasonsAreKeptInWords() {
    assertEquals(
        List.of(
            "the severity is low (25 points)",
            "12 systems are affected (+25)",
            "it came 6 times before in the last 7 days (+25)",
            "a notice may be due within 72 h (breach) (+25)",
            "circumstances add at most 50"),
        Urgency.of(alert(Severity.LOW, 12), 6, notice(72)).reasons());
  }

  @Test
  void onlyNoticesMakeItUrgent() {
    Obligation freeze =
        new Obligation(
            "freeze", Obligation.Kind.FREEZE, "Hold changes", "Because", Duration.ofMinutes(15));
    Compliance compliance = Compliance.at(NOW, List.of(new Duty(freeze, NOW)));
    assertEquals(25, Urgency.of(alert(Severity.LOW, 0), 0, Optional.of(compliance)).points());
  }

  @Test
  void aWorseSeverityIsNeverLessUrgent() {
    each(
        (systems, times, hours) -> {
          int before = -1;
          for (Severity severity : Severity.LEAST_FIRST) {
            Urgency urgency = Urgency.of(alert(severity, systems), times, notice(hours));
            assertTrue(urgency.points() >= before, () -> severity + ": " + urgency);
            before = urgency.points();
          }
        });
  }

  @Test
  void moreOfAnythingIsNeverLessUrgent() {
    each(
        (systems, times, hours) -> {
          for (Severity severity : Severity.values()) {
            int points = Urgency.of(alert(severity, systems), times, notice(hours)).points();
            assertTrue(
                Urgency.of(alert(severity, systems + 1), times, notice(hours)).points() >= points);
            assertTrue(
                Urgency.of(alert(severity, systems), times + 1, notice(hours)).points() >= points);
            int sooner = hours == 0 ? 96 : Math.max(1, hours - 12);
            assertTrue(
                Urgency.of(alert(severity, systems), times, notice(sooner)).points() >= points);
          }
        });
  }

  @Test
  void itStaysBetweenItsSeverityAndTwoLevelsAbove() {
    each(
        (systems, times, hours) -> {
          for (Severity severity : Severity.values()) {
            int least = Urgency.of(alert(severity, 0), 0, Optional.empty()).points();
            Urgency urgency = Urgency.of(alert(severity, systems), times, notice(hours));
            assertTrue(urgency.points() >= least && urgency.points() <= Math.min(100, least + 50));
            assertTrue(
                urgency.level() == Level.LOW || urgency.level().score() * 100 <= urgency.points());
            assertEquals(
                urgency,
                Urgency.of(alert(severity, systems), times, notice(hours)),
                "always the same");
          }
        });
  }

  private interface Check {
    void on(int systems, int times, int hours);
  }

  private static void each(Check check) {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      check.on(random.nextInt(15), random.nextInt(8), random.nextInt(100));
    }
  }

  private static Alert alert(Severity severity, int systems) {
    return Alert.builder("ev_1", "test", "plex", "plex is down")
        .severity(severity)
        .affectedSystems(IntStream.range(0, systems).mapToObj(i -> "system " + i).toList())
        .build();
  }

  private static Optional<Compliance> notice(int hours) {
    if (hours == 0) {
      return Optional.empty();
    }
    Obligation breach =
        new Obligation(
            "breach", Obligation.Kind.NOTICE, "Tell them", "Because", Duration.ofHours(hours));
    return Optional.of(Compliance.at(NOW, List.of(new Duty(breach, NOW.plus(breach.within())))));
  }
}
