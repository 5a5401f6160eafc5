package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.ingest.Gateway.Payload;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Silence;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SilencesTest {
  private static final String SILENCES = "/api/v1/silences";
  private static final String END = "/api/v1/silences/end";
  private static final String BODY =
      "{\"matchers\":[\"labels.team=~db.*\",\"severity=low\"],\"reason\":\"we move\","
          + "\"ends_at\":\"2026-11-21T11:00:00+01:00\"}";

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  private JsonNode listed(String query) {
    Reply reply = gateway.send(Call.get(SILENCES).query(query).with("X-API-Key", Scene.KEY));
    assertEquals(200, reply.status(), reply.body());
    return reply.json().path("silences");
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void aSilenceIsMadeShownAndEnded(Payload payload) {
    Gateway any = payload.over(scene.context);
    JsonNode made = any.send(scene.signed(SILENCES, BODY)).json();
    assertEquals("active", made.path("state").asText());
    assertEquals("2026-11-21T08:00:00.123Z", made.path("starts_at").asText());
    assertEquals("2026-11-21T10:00:00Z", made.path("ends_at").asText());
    assertEquals("bootstrap", made.path("author").asText());
    assertEquals(Scene.KEY, made.path("key").asText());
    assertEquals(made, listed("").get(0));

    scene.clock.move(Duration.ofSeconds(1));
    String id = made.path("id").asText();
    JsonNode ended = any.send(scene.signed(END, "{\"id\":\"" + id + "\"}")).json();

    assertEquals("over", ended.path("state").asText());
    assertEquals("2026-11-21T08:00:01.123Z", ended.path("ends_at").asText());
    assertEquals(0, listed("").size());
    assertEquals(ended, listed("all=true").get(0));
  }

  @Test
  void aRequestSentTwiceMakesOneSilenceAndReopensNone() {
    Call call = scene.signed(SILENCES, BODY);
    String id = gateway.send(call).json().path("id").asText();
    assertEquals(id, gateway.send(call).json().path("id").asText());
    gateway.send(scene.signed(END, "{\"id\":\"" + id + "\"}"));

    assertEquals("over", gateway.send(call).json().path("state").asText());

    assertEquals(0, listed("").size());
    assertEquals(1, listed("all=true").size());
  }

  @Test
  void authorAndStartMayBeNamed() {
    JsonNode made =
        gateway
            .send(
                scene.signed(
                    SILENCES,
                    BODY.replace(
                        "\"reason\"",
                        "\"author\":\"Åsa\",\"starts_at\":\"2026-11-21T09:00:00Z\",\"reason\"")))
            .json();
    assertEquals("Åsa", made.path("author").asText());
    assertEquals("pending", made.path("state").asText());
    assertEquals(made, listed("").get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"severity=low\"            | \"severity=P1\"      | matchers[1] | severity must be one of",
        "\"severity=low\"            | \"service=~[\"       | matchers[1] | not a regular expression",
        "\"severity=low\"            | 7                    | matchers[1] | must be a text",
        "[\"labels.team=~db.*\",\"severity=low\"] | []      | matchers    | is required",
        "\"we move\"                 | \" \"                | reason      | is required",
        "2026-11-21T11:00:00+01:00   | 2026-11-21T08:00:00Z | ends_at     | must be after starts_at",
        "2026-11-21T11:00:00+01:00   | 2027-03-21T08:00:00Z | ends_at     | must be within 90 days",
        "2026-11-21T11:00:00+01:00   | soon                 | ends_at     | must be a time",
        "\"reason\"                  | \"for\":\"2h\",\"reason\" | ''     | has members that are not"
      })
  void aMistakeIsNamedWithItsField(String old, String wrong, String field, String mend) {
    Reply reply = gateway.send(scene.signed(SILENCES, BODY.replace(old, wrong)));
    assertEquals(400, reply.status());
    JsonNode error = reply.json().path("errors").get(0);
    assertEquals(field, error.path("field").asText(), reply.body());
    assertTrue(error.path("message").asText().startsWith(mend), reply.body());
    assertEquals(0, listed("all=true").size());
  }

  @Test
  void whoMayNotAdministerMayNotSilence() {
    scene.keys.create(
        ApiKey.of("cm_sender", "team", Secret.of("s"), Set.of(Scope.ALERT, Scope.READ)));
    for (String path : List.of(SILENCES, END)) {
      Reply reply =
          gateway.send(Call.signed(path, Call.utf8(BODY), "cm_sender", "s", scene.clock.seconds()));
      assertEquals(403, reply.status());
      assertTrue(reply.body().contains("ADMIN"), reply.body());
    }
    assertEquals(200, gateway.send(Call.get(SILENCES).with("X-API-Key", "cm_sender")).status());
  }

  @Test
  void whatIsNotSignedIsRefused() {
    Call call = scene.signed(SILENCES, BODY);
    assertEquals(401, gateway.send(call.body(Call.utf8(BODY + " "))).status());
    assertEquals(401, gateway.send(call.without("X-Signature")).status());
    assertEquals(401, gateway.send(Call.get(SILENCES)).status());
    assertEquals(0, listed("all=true").size());
  }

  @Test
  void anUnknownSilenceCannotBeEnded() {
    assertEquals(404, gateway.send(scene.signed(END, "{\"id\":\"si_none\"}")).status());
    assertEquals(400, gateway.send(scene.signed(END, "{}")).status());
    assertEquals(400, gateway.send(scene.signed(END, BODY)).status());
  }

  @Test
  void allIsTrueOrFalse() {
    Reply reply = gateway.send(Call.get(SILENCES).query("all=yes").with("X-API-Key", Scene.KEY));
    assertEquals(400, reply.status());
  }

  @Test
  void thereMayBeFiveHundredAtOnce() {
    IntStream.range(0, 500)
        .forEach(
            number ->
                scene.silences.put(
                    new Silence(
                        "si_" + number,
                        List.of("service=plex"),
                        "me",
                        "because",
                        Scene.NOW,
                        Scene.NOW.plusSeconds(60),
                        "cm_1"),
                    Scene.NOW));
    assertEquals(409, gateway.send(scene.signed(SILENCES, BODY)).status());
    scene.clock.move(Duration.ofSeconds(60));
    assertEquals(200, gateway.send(scene.signed(SILENCES, BODY)).status());
  }
}
