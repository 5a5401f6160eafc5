package io.tocsin.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Analysis.Failure;
import io.tocsin.analysis.Analysis.Part;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Panel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong with a model, the rules answer, and the analysis says what it was. */
class ModelFailuresTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String FORM = "its answer is not of the form that was asked for";

  private Bench bench;
  private final PrintStream console = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void open() throws IOException {
    bench = new Bench();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    LoggerFactory.getLogger("dev.langchain4j").trace("even this is seen");
  }

  @AfterEach
  void close() {
    System.setErr(console);
    bench.close();
    String logged = log.toString(StandardCharsets.UTF_8);
    assertTrue(logged.contains("even this is seen"), logged);
    assertFalse(logged.contains(OpenAiServer.KEY), logged);
    assertFalse(logged.contains("onnection pool"), logged);
  }

  /** The rules answered all four questions, and all four say what the model failed with. */
  private void assertRulesAnswer(String kind, Panel panel) {
    Circumstances circumstances = Bench.circumstances();
    Analysis analysis = panel.analyse(circumstances);
    assertEquals(
        Set.of(kind),
        analysis.parts().stream()
            .flatMap(part -> part.failures().stream())
            .map(Failure::kind)
            .collect(Collectors.toSet()));
    assertEquals(4, analysis.failed().count());
    assertEquals(findings(Bench.RULES.analyse(circumstances)), findings(analysis));
    assertEquals(Bench.BOOK.maker(), analysis.rootCause().maker());
    assertEquals("openai gpt-test", analysis.rootCause().failures().get(0).maker().toString());
    assertFalse(analysis.toString().contains(OpenAiServer.KEY), analysis.toString());
  }

  private static List<Object> findings(Analysis analysis) {
    return analysis.parts().stream().map(Part::finding).map(Object.class::cast).toList();
  }

  @Test
  void anAnswerThatNeverComes() {
    bench.server.thenHangs();
    assertRulesAnswer("it did not answer in time", bench.panel(5, SHORT));
    assertEquals(1, bench.server.asked.size());
  }

  @Test
  void anAnswerThatNeverEnds() {
    bench.server.thenDrips();
    assertRulesAnswer("it did not answer in time", bench.panel(5, SHORT));
    assertEquals(1, bench.server.asked.size());
  }

  @Test
  void aConnectionThatBreaksTwice() {
    bench.server.then(exchange -> exchange.close()).then(exchange -> exchange.close());
    assertRulesAnswer("the connection failed", bench.panel());
    assertEquals(1, bench.pauses.size());
  }

  @Test
  void nobodyThere() {
    Panel panel = bench.panel();
    bench.server.close();
    assertRulesAnswer("the connection failed", panel);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 529})
  void aServiceThatIsBusyOrBrokenIsAskedOnceMore(int status) {
    bench.server.thenStatus(status, "{\"error\":{\"message\":\"" + OpenAiServer.KEY + "\"}}");
    bench.server.thenSays(Bench.GOOD);
    assertEquals(0, bench.panel().analyse(Bench.circumstances()).failed().count());
    assertEquals(List.of(Duration.ofMillis(500)), bench.pauses);
    assertEquals(2, bench.server.asked.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aServiceThatStaysBusyIsNotAskedAThirdTime(int status) {
    bench.server.thenStatus(status, "busy").thenStatus(status, "busy").thenSays(Bench.GOOD);
    assertRulesAnswer("the API answered " + status, bench.panel());
    assertEquals(2, bench.server.asked.size());
  }

  @Test
  void itIsAskedAgainWhenItSaysUnlessThatIsTooLate() {
    bench.server.then(OpenAiServer.with(Map.of("Retry-After", "2"), 429)).thenSays(Bench.GOOD);
    assertEquals(0, bench.panel().analyse(Bench.circumstances()).failed().count());
    assertEquals(List.of(Duration.ofSeconds(2)), bench.pauses);
    bench.server.then(OpenAiServer.with(Map.of("Retry-After", "3"), 429)).thenSays(Bench.GOOD);
    assertRulesAnswer("the API answered 429", bench.panel());
    assertEquals(3, bench.server.asked.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 413})
  void aRefusalIsFinal(int status) {
    bench.server.then(
        OpenAiServer.with(Map.of("Location", bench.server.url() + "/elsewhere"), status));
    assertRulesAnswer("the API answered " + status, bench.panel());
    assertEquals(1, bench.server.asked.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void anApiThatKnowsNoSchemasIsAskedWithoutFromThenOn(int status) {
    bench.server.thenStatus(status, "what is a response_format?").thenSays(Bench.GOOD);
    bench.server.thenSays(Bench.GOOD);
    Panel panel = bench.panel();
    assertEquals(0, panel.analyse(Bench.circumstances()).failed().count());
    panel.analyse(Bench.circumstances(Bench.alert("another").build(), Map.of()));
    assertEquals(
        List.of(true, false, false),
        bench.server.asked.stream().map(one -> one.body().has("response_format")).toList());
  }

  @Test
  void anAnswerThatIsNoneOfTheApi() {
    bench.server.thenStatus(200, "<html>Connection pool, " + OpenAiServer.KEY + "</html>");
    assertRulesAnswer("the API's answer is not understood", bench.panel());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I cannot help with that.                  | its answer is not JSON",
        "{\"root_cause\": {\"causes\": [            | its answer is not JSON",
        "{} {}                                     | its answer is not JSON",
        "{}                                        | " + FORM,
        "[]                                        | " + FORM,
        "null                                      | " + FORM,
        "7                                         | " + FORM,
        "' '                                       | it said nothing",
      })
  void anAnswerThatIsNotWhatWasAskedFor(String said, String kind) {
    bench.server.thenSays(said);
    assertRulesAnswer(kind, bench.panel());
    assertEquals(1, bench.server.asked.size());
  }

  @Test
  void anAnswerThatWasCutOff() {
    bench.server.thenStatus(200, OpenAiServer.completion(Bench.GOOD, "length"));
    assertRulesAnswer("its answer was cut off", bench.panel());
  }

  @ParameterizedTest
  @ValueSource(ints = {65_537, 300_000, 5_000_000})
  void anAnswerThatIsTooLong(int length) {
    bench.server.thenSays("\"" + "x".repeat(length) + "\"");
    assertRulesAnswer("its answer is too long", bench.panel());
  }

  @Test
  void moreRequestsThanAllowed() {
    Panel panel = bench.panel(1, Duration.ofSeconds(20));
    bench.server.thenSays(Bench.GOOD);
    panel.analyse(Bench.circumstances(Bench.alert("first").build(), Map.of()));
    assertRulesAnswer("its requests of this minute are used up", panel);
    // Another instance counts with it.
    assertRulesAnswer(
        "its requests of this minute are used up", bench.panel(1, Duration.ofSeconds(20)));
    assertEquals(1, bench.server.asked.size());
  }

  @Test
  void theSecondRequestCountsAsWell() {
    bench.server.thenStatus(503, "busy").thenSays(Bench.GOOD);
    assertRulesAnswer(
        "its requests of this minute are used up", bench.panel(1, Duration.ofSeconds(20)));
    assertEquals(1, bench.server.asked.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "0 | \"confidence\": 0.4 | \"confidence\": \"0.4\"",
        "0 | \"confidence\": 0.4 | \"confidence\": -0.1",
        "0 | \"confidence\": 0.4 | \"confidence\": 1.01",
        "0 | \"confidence\": 0.4 | \"confidence\": 1e999",
        "0 | \"confidence\": 0.4, | ~~",
        "0 | \"noisy-neighbour\" | \"Noisy Neighbour\"",
        "0 | \"noisy-neighbour\" | null",
        "0 | \"Another tenant takes the disk.\" | \"\\u202e\"",
        "0 | [\"iostat -x 1\"] | \"iostat -x 1\"",
        "0 | [\"iostat -x 1\"] | [\"iostat\", 1]",
        "0 | [\"iostat -x 1\"] | null",
        "0 | {\"causes\": | {\"cause\":",
        "1 | [\"gdpr-breach-notice\"] | [\"tell-the-press\"]",
        "1 | [\"gdpr-breach-notice\"] | {\"gdpr-breach-notice\": \"today\"}",
        "1 | [\"gdpr-breach-notice\"] | null",
        "2 | \"storage team\" | \"eve@evil.example\"",
        "2 | \"storage team\" | \"https://evil.example\"",
        "2 | \"storage team\" | \"+49 170 0\"",
        "2 | \"storage team\" | \" \"",
        "2 | [\"Who else is on that host?\"] | [7]",
        "3 | [\"disk-full\"] | [\"a-name-of-old\"]",
        "3 | [\"disk-full\"] | [\"cpu-saturated\"]",
        "3 | [\"disk-full\"] | \"disk-full\""
      })
  void onePartThatIsOutOfBoundsFailsByItself(int question, String good, String bad) {
    String said = Bench.GOOD.replace(good, bad);
    assertTrue(!said.equals(Bench.GOOD), good);
    bench.server.thenSays(said);
    Analysis analysis = bench.panel().analyse(Bench.circumstances());
    assertEquals(List.of(analysis.parts().get(question)), analysis.failed().toList());
    Part<?> failed = analysis.parts().get(question);
    assertEquals(FORM, failed.failures().get(0).kind());
    assertEquals(
        findings(Bench.RULES.analyse(Bench.circumstances())).get(question), failed.finding());
  }

  @ParameterizedTest
  @CsvSource({
    "0, iostat -x 1, 501",
    "0, Another tenant takes the disk., 501",
    "2, owns the disks, 501",
    "2, storage team, 101",
    "2, Who else is on that host?, 501"
  })
  void aTextThatIsTooLongFails(int question, String text, int length) {
    bench.server.thenSays(Bench.GOOD.replace(text, "x".repeat(length)));
    Analysis analysis = bench.panel().analyse(Bench.circumstances());
    assertEquals(List.of(analysis.parts().get(question)), analysis.failed().toList());
  }

  @Test
  void listsThatAreTooLongFail() {
    String cause = Bench.GOOD.substring(Bench.GOOD.indexOf("{\"pattern\": \"noisy"));
    String one = cause.substring(0, cause.indexOf("},") + 2);
    bench.server.thenSays(
        Bench.GOOD
            .replace(one, one.repeat(5))
            .replace("[\"disk-full\"]", "[" + "\"disk-full\",".repeat(10) + "\"disk-full\"]")
            .replace("[\"gdpr-breach-notice\"]", "[" + "\"x\",".repeat(20) + "\"x\"]")
            .replace("[\"Who", "[" + "\"x\",".repeat(12) + "\"Who"));
    Analysis analysis = bench.panel().analyse(Bench.circumstances());
    assertEquals(4, analysis.failed().count());
  }
}
