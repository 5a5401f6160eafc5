package io.tocsin.wire;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.routing.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternsTest {
  private static Condition compile(String expression) {
    return new LinearPatterns().compile(expression);
  }

  @ParameterizedTest
  @CsvSource({
    "plex-.*, plex-1, true",
    "plex-.*, my-plex-1, false",
    "plex, plex-1, false",
    "a|b, ab, false",
    "a|b, b, true",
    "(?i)plex, PLEX, true",
    "plex, PLEX, false",
    "'', '', true",
    "'', a, false",
    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12},"
        + " 8cb2c335-5fca-388e-9ac2-caec004f4d5d, true"
  })
  void theWholeValueMustMatch(String expression, String value, boolean holds) {
    assertEquals(holds, compile(expression).holds(value));
  }

  @Test
  void aDotStandsForTheEndOfALineToo() {
    assertTrue(compile(".*timeout.*").holds("first\ntimeout\nlast"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|aa)+b", "(.*a){20}b", "(a*)*b"})
  void noTextMakesItSlow(String expression) {
    Condition condition = compile(expression);
    assertTimeoutPreemptively(
        ofSeconds(30), () -> assertFalse(condition.holds("a".repeat(20_000) + "c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[            | not a regular expression (RE2): missing closing ]",
        "a(?=b)       | not a regular expression (RE2): invalid or unsupported",
        "(a)\\1       | not a regular expression (RE2): invalid escape sequence",
        "a{1001}      | not a regular expression (RE2): invalid repeat",
        "((a{1000}){1000}){1000} | the expression is too large",
        "(a{1,1000}){0,100}      | the expression is too large",
        "(a{1000}){20}           | the expression is too large",
        "a{99999999999999999999} | the expression is too large"
      })
  void whatIsNoneOrTooLargeSaysSo(String expression, String mend) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> compile(expression));
    assertTrue(String.valueOf(thrown.getMessage()).startsWith(mend), thrown.getMessage());
  }

  @Test
  void aLongOneIsRefused() {
    compile("a".repeat(LinearPatterns.LONGEST));
    assertThrows(
        IllegalArgumentException.class, () -> compile("a".repeat(LinearPatterns.LONGEST + 1)));
  }
}
