package io.tocsin.aws.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.watch.Metric;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every line is held to the limits of the specification, whatever a test is about. */
class EmbeddedMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");
  private static final Set<String> UNITS = Set.of("Count", "Milliseconds", "Seconds");

  private final List<String> lines = new ArrayList<>();
  private final EmbeddedMetrics metrics =
      new EmbeddedMetrics(lines::add, Clock.fixed(NOW, ZoneOffset.UTC));

  private JsonNode line(int number) throws InvalidJsonException {
    return Wire.parse(lines.get(number));
  }

  @AfterEach
  void everyLineIsOfTheForm() throws InvalidJsonException {
    for (String line : lines) {
      assertFalse(line.contains("\n"), "one event is one line");
      JsonNode root = Wire.parse(line);
      assertEquals(NOW.toEpochMilli(), root.at("/_aws/Timestamp").asLong());
      JsonNode directives = root.at("/_aws/CloudWatchMetrics");
      assertTrue(directives.isArray() && directives.size() == 1, line);
      JsonNode directive = directives.get(0);
      assertTrue(directive.path("Namespace").asText().matches("[^:]{1,255}"), line);
      check(root, directive);
    }
  }

  private static void check(JsonNode root, JsonNode directive) {
    Set<String> named = new HashSet<>(Set.of("_aws"));
    assertEquals(1, directive.path("Dimensions").size());
    JsonNode dimensions = directive.path("Dimensions").get(0);
    assertTrue(dimensions.size() >= 1 && dimensions.size() <= 30, root.toString());
    for (JsonNode dimension : dimensions) {
      String value = root.path(dimension.asText()).asText();
      assertTrue(value.length() >= 1 && value.length() <= 1024, root.toString());
      assertTrue(root.path(dimension.asText()).isTextual(), root.toString());
      named.add(dimension.asText());
    }
    JsonNode definitions = directive.path("Metrics");
    assertTrue(definitions.size() >= 1 && definitions.size() <= 100, root.toString());
    for (JsonNode definition : definitions) {
      String name = definition.path("Name").asText();
      assertTrue(named.add(name), "a metric is no dimension, and there once: " + name);
      assertTrue(UNITS.contains(definition.path("Unit").asText()), root.toString());
      JsonNode value = root.path(name);
      assertTrue(value.isNumber() || (value.isArray() && value.size() <= 100), root.toString());
    }
    Set<String> members = new HashSet<>();
    root.fieldNames().forEachRemaining(members::add);
    assertEquals(named, members);
  }

  @Test
  void countsAreAddedUpAndTimesAreKeptEach() throws InvalidJsonException {
    metrics.count(Metric.ALERTS_ACCEPTED);
    metrics.count(Metric.ALERTS_ACCEPTED);
    metrics.time(Metric.ALERT_QUEUED_TIME, Duration.ofMillis(12));
    metrics.time(Metric.ALERT_QUEUED_TIME, Duration.ofMillis(-5));
    assertEquals(List.of(), lines, "nothing is written before the invocation ends");

    metrics.flush();

    assertEquals(1, lines.size());
    assertEquals(2, line(0).path("alerts_accepted").asInt());
    assertEquals("[12.0,0.0]", line(0).path("alert_queued_time").toString());
    assertEquals("tocsin", line(0).path("service").asText());
  }

  @Test
  void thereIsALineForEachSetOfLabels() throws InvalidJsonException {
    metrics.count(Metric.ATTEMPTS, "discord", "delivered");
    metrics.count(Metric.ATTEMPTS, "discord", "throttled");
    metrics.time(Metric.ATTEMPT_TIME, Duration.ofMillis(80), "discord");
    metrics.time(Metric.DELIVERY_TIME, Duration.ofMillis(900), "discord");
    metrics.flush();

    assertEquals(3, lines.size());
    assertEquals(
        "[\"service\",\"channel\",\"outcome\"]",
        line(0).at("/_aws/CloudWatchMetrics/0/Dimensions/0").toString());
    assertEquals("throttled", line(1).path("outcome").asText());
    assertEquals(80, line(2).path("attempt_time").asInt());
    assertEquals(900, line(2).path("delivery_time").asInt());
  }

  @Test
  void aLevelIsTheLastOne() throws InvalidJsonException {
    metrics.note(Metric.LANES_WAITING, 12, List.of("discord"));
    metrics.note(Metric.LANES_WAITING, 0, List.of("discord"));
    metrics.note(Metric.LANES_OLDEST_AGE, 1.5, List.of("discord"));
    metrics.flush();

    assertEquals(0, line(0).path("lanes_waiting").asInt(-1));
    assertEquals(1.5, line(0).path("lanes_oldest_age").asDouble());
  }

  @Test
  void moreTimesThanALineMayHoldBecomeMoreLines() throws InvalidJsonException {
    for (int i = 0; i < 250; i++) {
      metrics.time(Metric.ATTEMPT_TIME, Duration.ofMillis(i), "discord");
    }
    assertEquals(2, lines.size());
    metrics.flush();
    assertEquals(3, lines.size());
    assertEquals(100, line(0).path("attempt_time").size());
    assertEquals(50, line(2).path("attempt_time").size());
  }

  @Test
  void whatWasWrittenIsNotWrittenAgain() {
    metrics.count(Metric.ALERTS_ACCEPTED);
    metrics.flush();
    metrics.flush();
    assertEquals(1, lines.size());
  }

  @Test
  void everyMetricCanBeWritten() {
    for (Metric metric : Metric.values()) {
      metrics.note(metric, 1, metric.labels());
    }
    metrics.flush();
    assertTrue(lines.size() > 1);
  }
}
