package io.tocsin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Whatever a server or a proxy answers, the sender waits for a bounded time and goes on. */
class RetryAfterFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private static final List<String> HEADERS =
      List.of("30", "0", "Sat, 21 Nov 2026 08:01:00 GMT", "999999999999999999", "1.5", "-1");
  private static final List<String> BODIES =
      List.of(
          "{\"message\":\"The quota is used up\",\"retry_after\":30}",
          "{\"retry_after\":1.5E+3,\"a\":[{\"b\":null},true,\"\\u00e9\\n\"]}",
          "<html>502</html>");
  private static final List<String> PIECES =
      List.of(
          "",
          " ",
          "\0",
          "\t",
          "\ud83d",
          "١٢",
          "１",
          "\"",
          "\\",
          "\\u12",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "-",
          "+",
          ".",
          "e",
          "E",
          "0",
          "00",
          "1e999",
          "1e-999",
          "-1e999",
          "9999999999999999999999999999999999999999",
          "Fri, 31 Dec 9999 23:59:59 GMT",
          "null",
          "\"x\"",
          "NaN",
          "{\"a\":",
          "[".repeat(5000));

  private record Change(int place, int length, String piece) {
    String of(String text) {
      int from = place * text.length() / 1000;
      int to = Math.min(text.length(), from + length);
      return text.substring(0, from) + piece + text.substring(to);
    }
  }

  /** The examples with a few places changed. */
  private static Arbitrary<String> mangled(List<String> examples) {
    Arbitrary<Change> change =
        Combinators.combine(
                Arbitraries.integers().between(0, 1000),
                Arbitraries.integers().between(0, 9),
                Arbitraries.of(PIECES))
            .as(Change::new);
    return Combinators.combine(Arbitraries.of(examples), change.list().ofMaxSize(4))
        .as(
            (example, changes) -> {
              String text = example;
              for (Change each : changes) {
                text = each.of(text);
              }
              return text;
            })
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.oneOf(mangled(HEADERS), Arbitraries.strings().all().ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.oneOf(mangled(BODIES), Arbitraries.strings().all().ofMaxLength(80));
  }

  @Property(seed = "20261121")
  void anyAnswerIsABoundedWait(
      @ForAll("headers") String header,
      @ForAll("headers") String date,
      @ForAll("bodies") String body) {
    Duration wait = RetryAfter.of(Optional.of(header), Optional.of(date), body, NOW);
    assertFalse(wait.isNegative());
    assertTrue(wait.compareTo(RetryAfter.MOST) <= 0, wait.toString());
  }

  @Property(seed = "20261121")
  void whatIsTakenForAnObjectIsOneToOthersToo(@ForAll("bodies") String body) {
    JsonReader.object(body)
        .ifPresent(
            object -> {
              try {
                assertEquals(object.keySet(), JACKSON.readValue(body, Map.class).keySet());
              } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON to Jackson", e);
              }
            });
  }

  @Property(seed = "20261121")
  void secondsAndDatesMeanTheSame(@ForAll @LongRange(min = 0, max = 100_000) long seconds) {
    Duration expected =
        seconds > RetryAfter.MOST.toSeconds() ? RetryAfter.MOST : Duration.ofSeconds(seconds);
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            NOW.plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    String body = "{\"retry_after\":" + seconds + "}";
    Optional<String> none = Optional.empty();
    assertEquals(expected, RetryAfter.of(Optional.of(seconds + ""), none, "", NOW));
    assertEquals(expected, RetryAfter.of(Optional.of(date), none, "", NOW));
    assertEquals(expected, RetryAfter.of(none, none, body, NOW));
  }
}
