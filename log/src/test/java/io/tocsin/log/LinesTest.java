package io.tocsin.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.log.LogContext.Fact;
import io.tocsin.watch.Trace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

class LinesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");

  private final List<String> lines = new ArrayList<>();

  private Logger logger(Line.Form form, Level from) {
    return new LineLogger(
        "io.tocsin.Example",
        from,
        new LineLogger.Sink(
            form, MDC.getMDCAdapter(), Clock.fixed(NOW, ZoneOffset.UTC), lines::add));
  }

  private JsonNode json(int number) throws JsonProcessingException {
    return new ObjectMapper().readTree(lines.get(number));
  }

  @AfterEach
  void forget() {
    MDC.clear();
  }

  @Test
  void aLineIsOneObjectWithTheIdsThatAreKnown() throws JsonProcessingException {
    Logger log = logger(new JsonForm(), Level.INFO);
    LogContext.begin("route", "r-1");
    MDC.put("AWSFunctionMemoryLimit", "512");
    LogContext.with(Fact.ALERT_ID, "hd-8841", () -> log.info("routed to {}", List.of("ops")));
    log.warn("that was all");

    assertEquals(
        "{\"at\":\"2026-11-21T08:00:00.123Z\",\"level\":\"INFO\",\"logger\":\"io.tocsin.Example\","
            + "\"message\":\"routed to [ops]\",\"alert_id\":\"hd-8841\",\"function\":\"route\","
            + "\"request_id\":\"r-1\"}",
        lines.get(0));
    assertFalse(json(1).has("alert_id"), "it is about no alert any more");
    LogContext.begin("route", "r-2");
    log.info("again");
    assertEquals("r-2", json(2).path("request_id").asText());
  }

  @Test
  void anErrorIsInTheSameLineWithItsTrace() throws JsonProcessingException {
    logger(new JsonForm(), Level.INFO)
        .error("lane {} failed", "ops", new IllegalStateException("no \"table\"\tthere"));

    assertEquals(1, lines.size());
    assertFalse(lines.get(0).contains("\n"));
    assertEquals("lane ops failed", json(0).path("message").asText());
    String error = json(0).path("error").asText();
    assertTrue(error.startsWith("java.lang.IllegalStateException: no \"table\"\tthere\n\tat "));
  }

  @Test
  void whatIsBelowItsLevelIsNotWritten() {
    Logger log = logger(new JsonForm(), Level.WARN);
    log.info("no");
    log.debug("no");
    log.warn("yes");
    assertEquals(1, lines.size());
    Levels levels = new Levels(Level.INFO, Map.of("io", Level.ERROR, "io.micronaut", Level.WARN));
    assertEquals(Level.WARN, levels.of("io.micronaut.context.Some"));
    assertEquals(Level.ERROR, levels.of("io.netty.Some"));
    assertEquals(Level.INFO, levels.of("org.other"));
    assertEquals(Optional.of(Level.DEBUG), Levels.level("debug"));
    assertEquals(Optional.empty(), Levels.level("loud"));
  }

  @Test
  void forPeopleItIsText() {
    MDC.put("lane", "ops");
    logger(new TextForm(), Level.INFO).info("drained {}", 3);
    assertEquals("INFO Example - drained 3 lane=ops", lines.get(0));
  }

  @Property
  void anyTextIsReadBackAsItWas(@ForAll String text, @ForAll String value)
      throws JsonProcessingException {
    Line line = new Line(NOW, Level.INFO, text, text, Map.of("lane", value), Optional.empty());
    String json = new JsonForm().write(line);
    assertTrue(json.lines().count() <= 1, json);
    JsonNode read = new ObjectMapper().readTree(json);
    assertEquals(text, read.path("message").asText());
    assertEquals(value, read.path("lane").asText());
  }

  @Test
  void aVeryLongMessageIsCutAndStaysJson() throws JsonProcessingException {
    logger(new JsonForm(), Level.INFO).info("x".repeat(1_000_000));
    assertTrue(lines.get(0).length() < 40_000);
    assertTrue(json(0).path("message").asText().endsWith("…"));
  }

  @Test
  void theProviderIsTheOneThatIsFound() {
    assertEquals(LineLogger.class, LoggerFactory.getLogger("any").getClass());
    Trace trace = Trace.begin("one");
    LogContext.trace(trace);
    assertEquals(Optional.of(trace), LogContext.trace());
  }
}
