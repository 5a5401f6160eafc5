package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome.Delivered;
import io.tocsin.delivery.Outcome.Gone;
import io.tocsin.delivery.Outcome.Rejected;
import io.tocsin.delivery.Outcome.Throttled;
import io.tocsin.delivery.Outcome.Transient;
import io.tocsin.keys.Secret;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutyEventsTest extends ChannelContract {

  @Override
  Channel channel(AlertPages pages) {
    return new PagerDutyEvents(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of(
        "routing_key", Secret.of(TOKEN), "url", Secret.of("https://events.eu.pagerduty.com/"));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 202, "{\"status\":\"success\",\"dedup_key\":\"a\"}"),
        judged(Throttled.class, 429, ""),
        judged(Throttled.class, 429, "", "Retry-After", "5"),
        judged(Transient.class, 500, ""),
        judged(Transient.class, 503, "<html>"),
        judged(Rejected.class, 400, ""),
        judged(Rejected.class, 400, "{\"errors\":[\"'payload.summary' is missing or blank\"]}"),
        judged(Rejected.class, 413, ""),
        judged(Gone.class, 400, "{\"errors\":[\"Length of 'routing_key' is incorrect\"]}"),
        judged(Gone.class, 403, ""),
        judged(Gone.class, 404, ""));
  }

  @Override
  int together() {
    return 1;
  }

  @Override
  boolean credentialInBody() {
    return true;
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length < 512 * 1024);
    assertEquals(1, covers);
    assertLength(body.path("dedup_key"), 255);
    if (body.path("event_action").asText().equals("resolve")) {
      assertEquals(3, body.size());
      return;
    }
    assertEquals("trigger", body.path("event_action").asText());
    JsonNode payload = body.path("payload");
    assertLength(payload.path("summary"), 1024);
    assertLength(payload.path("source"), 255);
    assertTrue(
        Set.of("critical", "error", "warning", "info").contains(payload.path("severity").asText()));
  }

  private static void assertLength(JsonNode text, int most) {
    assertTrue(text.isTextual());
    assertTrue(!text.textValue().isEmpty() && text.textValue().length() <= most);
  }

  @Test
  void allNewsOfAStoryAreOneIncident() throws InvalidJsonException {
    Alert.Builder alert =
        Alert.builder("ev_1", "heimdallr", "plex", "plex is down").name(Optional.of("hd-8841"));
    JsonNode first = event(alert.build());
    JsonNode resolved = event(alert.status(Status.RESOLVED).build());

    assertEquals("heimdallr/hd-8841", first.path("dedup_key").asText());
    assertEquals("trigger", first.path("event_action").asText());
    assertEquals("heimdallr/hd-8841", resolved.path("dedup_key").asText());
    assertEquals("resolve", resolved.path("event_action").asText());
  }

  @Test
  void aNamelessAlertIsAnIncidentOfItsOwn() throws InvalidJsonException {
    assertEquals("ev_1", key(Alert.builder("ev_1", "s", "s", "t").build()));
  }

  @Test
  void longOrOddNamesDoNotRunTogether() throws InvalidJsonException {
    Alert.Builder alert = Alert.builder("ev_1", "s", "s", "t");
    String one = key(alert.name(Optional.of("x".repeat(300) + "1")).build());
    assertNotEquals(one, key(alert.name(Optional.of("x".repeat(300) + "2")).build()));
    assertNotEquals(
        key(alert.name(Optional.of("a\0b")).build()), key(alert.name(Optional.of("ab")).build()));
  }

  private String key(Alert alert) throws InvalidJsonException {
    return event(alert).path("dedup_key").asText();
  }

  @Test
  void noFactReplacesAnother() throws InvalidJsonException {
    Alert alert =
        Alert.builder("1", "s", "web", "t")
            .message("what happened")
            .labels(Map.of("Service", "label", "message", "label too"))
            .build();
    JsonNode details = event(alert).path("payload").path("custom_details");
    assertEquals("what happened", details.path("message").asText());
    assertEquals("label too", details.path("message (2)").asText());
    assertEquals("web", details.path("Service").asText());
    assertEquals("label", details.path("Service (2)").asText());
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, critical", "HIGH, error", "MEDIUM, warning", "LOW, info", "INFO, info"})
  void eachSeverityIsOneOfPagerDutys(Severity severity, String theirs) throws InvalidJsonException {
    Alert alert = Alert.builder("1", "s", "s", "t").severity(severity).build();
    assertEquals(theirs, event(alert).path("payload").path("severity").asText());
  }

  private JsonNode event(Alert alert) throws InvalidJsonException {
    return Wire.parse(render(List.of(Examples.notice(alert)), false).request().body());
  }

  @Test
  void alertsAreNeverFolded() {
    assertEquals(Integer.MAX_VALUE, channel.queueSize());
    assertEquals(Duration.ofSeconds(1), channel.budget().interval());
  }
}
