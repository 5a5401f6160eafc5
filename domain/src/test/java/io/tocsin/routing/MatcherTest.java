package io.tocsin.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {
  private static final Alert ALERT =
      Alert.builder("ev_1", "heimdallr", "plex", "plex is down")
          .type("monitoring")
          .severity(Severity.HIGH)
          .status(Status.RESOLVED)
          .message("3 checks failed")
          .name(Optional.of("hd-8841"))
          .key(Optional.of("cm_1"))
          .affectedSystems(List.of("API Gateway", "User Service"))
          .labels(Map.of("team", "db", "a=b", "c", "empty", ""))
          .build();
  private static final Alert BARE = Alert.builder("ev_2", "s", "s", "t").build();

  /** The wild card is all that these tests need of an expression. */
  private static final MatcherReader READER =
      new MatcherReader(
          expression -> {
            if (!expression.endsWith(".*")) {
              throw new IllegalArgumentException("needs .* at its end");
            }
            return value -> value.startsWith(expression.substring(0, expression.length() - 2));
          });

  private static boolean matches(String matcher, Alert alert) {
    return READER.read(matcher).matches(alert);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source=heimdallr",
        "service = plex",
        "type=monitoring",
        "severity=high",
        "severity>=high",
        "severity>=info",
        "status=resolved",
        "title=plex is down",
        "message=3 checks failed",
        "name=hd-8841",
        "key=cm_1",
        "affected_systems=User Service",
        "labels.team=db",
        "labels.empty=",
        "service=~pl.*",
        "affected_systems=~User.*",
        "service!=web",
        "service!~we.*",
        "affected_systems!=Billing",
        "labels.nothing!=db",
        "labels.nothing!~db.*",
        "labels.nothing!="
      })
  void matches(String matcher) {
    assertTrue(matches(matcher, ALERT), matcher);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source=heimdall",
        "service=Plex",
        "severity=critical",
        "severity>=critical",
        "service=~le.*",
        "service!=plex",
        "service!~pl.*",
        "affected_systems!=API Gateway",
        "affected_systems!~User.*",
        "affected_systems=API Gateway, User Service",
        "labels.nothing=",
        "labels.nothing=~.*",
        "labels.empty!="
      })
  void matchesNot(String matcher) {
    assertEquals(false, matches(matcher, ALERT), matcher);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "key", "affected_systems", "labels.team"})
  void whatIsAbsentEqualsNothingAndDiffersFromAll(String field) {
    assertEquals(false, matches(field + "=x", BARE));
    assertEquals(false, matches(field + "=~.*", BARE));
    assertTrue(matches(field + "!=x", BARE));
    assertTrue(matches(field + "!~.*", BARE));
  }

  @ParameterizedTest
  @EnumSource
  void atLeastTakesTheSeverityAndAllAbove(Severity severity) {
    Matcher medium = READER.read("severity>=medium");
    assertEquals(
        severity.rank() <= Severity.MEDIUM.rank(),
        medium.matches(Alert.builder("1", "s", "s", "t").severity(severity).build()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service            | a matcher is FIELD=VALUE",
        "service!plex       | a matcher is FIELD=VALUE",
        "service>plex       | a matcher is FIELD=VALUE",
        "team=db            | 'team' is no field of an alert; use affected_systems, key, message,",
        "labels.=db         | 'labels.' is no field",
        "=db                | '' is no field",
        "severity=P1        | severity must be one of critical, high, medium, low, info",
        "severity!=P1       | severity must be one of",
        "status=open        | status must be one of firing, resolved",
        "severity>=bad      | severity must be one of",
        "service>=plex      | only severity can be asked to be at least",
        "service=~plex      | needs .* at its end"
      })
  void aMatcherThatIsNoneSaysWhatToWrite(String matcher, String mend) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> READER.read(matcher));
    assertTrue(String.valueOf(thrown.getMessage()).startsWith(mend), thrown.getMessage());
  }
}
