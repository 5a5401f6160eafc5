package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tocsin.alert.Alert;
import io.tocsin.fuzz.Mangled;
import io.tocsin.routing.Condition;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.MatcherReader;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What people write into silences. */
class MatchersFuzzTest {
  private static final MatcherReader READER = new MatcherReader(new LinearPatterns());
  private static final Alert ALERT =
      Alert.builder("ev_1", "heimdallr", "plex", "plex is down")
          .labels(Map.of("team", "db"))
          .build();

  @Provide
  Arbitrary<String> matchers() {
    return Mangled.orChance(
        List.of(
            "service=plex",
            "labels.team!=db",
            "title=~.*timeout.*",
            "service!~test-[0-9]{1,3}",
            "severity>=high"));
  }

  @Provide
  Arbitrary<String> expressions() {
    return Mangled.orChance(
        List.of(
            "plex-.*",
            "(?i)a|b+?|[^\\pL[:alpha:]\\x{10FFFF}-\\n]{2,5}",
            "(?P<name>\\Qa.b\\E)(c{1000}|\\bd\\B)$",
            "^(((a*)*)*)*\\z"));
  }

  @Property(seed = "20261121")
  void anyTextIsAMatcherOrRefusedWithWhatToWrite(@ForAll("matchers") String text) {
    try {
      Matcher matcher = READER.read(text);
      matcher.matches(ALERT);
    } catch (IllegalArgumentException e) {
      refused(e);
    }
  }

  @Property(seed = "20261121")
  void anyTextIsAnExpressionOrRefusedWithWhatToWrite(
      @ForAll("expressions") String expression, @ForAll("expressions") String value) {
    Condition condition;
    try {
      condition = new LinearPatterns().compile(expression);
    } catch (IllegalArgumentException e) {
      refused(e);
      return;
    }
    condition.holds(value);
  }

  /** Nothing below it that happens to be one of them, as a number that cannot be read. */
  private static void refused(IllegalArgumentException e) {
    assertEquals(IllegalArgumentException.class, e.getClass());
    assertFalse(String.valueOf(e.getMessage()).isBlank());
  }
}
