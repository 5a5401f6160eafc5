package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.config.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentsTest {
  private static final Map<String, Object> MODEL =
      Map.of(
          "TOCSIN_MODEL_PROVIDER", "openai",
          "TOCSIN_MODEL_NAME", "gpt-test",
          "TOCSIN_MODEL_KEY", "sk-that-nobody-may-see");

  private static Call list() {
    return Call.get("/agents/list").with("X-API-Key", Scene.KEY);
  }

  private static JsonNode listed(Scene scene) {
    Reply reply = scene.gateway().send(list());
    assertEquals(200, reply.status(), reply.body());
    return reply.json().path("agents");
  }

  @ParameterizedTest
  @EnumSource(Gateway.Payload.class)
  void theFourAgentsAreListedInTheirOrder(Gateway.Payload payload) {
    try (Scene scene = new Scene()) {
      JsonNode agents = payload.over(scene.context).send(list()).json().path("agents");
      assertEquals(
          "[root_cause, compliance, meeting_context, learning]",
          IntStream.range(0, agents.size())
              .mapToObj(i -> agents.get(i).path("name").asText())
              .toList()
              .toString());
      for (JsonNode agent : agents) {
        assertTrue(agent.path("question").asText().endsWith("?"), agent.toString());
        assertFalse(agent.path("does").asText().isBlank(), agent.toString());
        assertEquals("rules", agent.at("/served_by/kind").asText());
        assertEquals(Rules.builtIn().version(), agent.at("/served_by/version").asText());
        assertTrue(agent.has("falls_back_to") && agent.path("falls_back_to").isNull());
      }
    }
  }

  @Test
  void aLanguageModelIsNamedWithTheRulesBehindItAndWithoutItsKey() {
    try (Scene scene = new Scene(MODEL)) {
      JsonNode agent = listed(scene).get(0);
      assertEquals("openai", agent.at("/served_by/kind").asText());
      assertEquals("gpt-test", agent.at("/served_by/version").asText());
      assertEquals("rules", agent.at("/falls_back_to/kind").asText());
      assertFalse(scene.gateway().send(list()).body().contains("nobody-may-see"));
    }
  }

  @Test
  void theRulesOfATeamCount(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tocsin.yml");
    Files.writeString(file, "version: 1\nmeetings: { rules: rules }\n");
    Files.createDirectory(folder.resolve("rules"));
    Files.writeString(
        folder.resolve("rules").resolve("own.yml"),
        "version: 1\nrules: [ { id: service-down, off: true } ]\n");
    try (Scene scene = new Scene(Map.of("TOCSIN_CONFIG", file.toString()))) {
      String version = listed(scene).get(0).at("/served_by/version").asText();
      assertEquals(Rules.of(file).version(), version);
      assertFalse(version.equals(Rules.builtIn().version()));
    }
  }

  @Test
  void rulesThatCannotBeReadFailThisPathAlone() {
    try (Scene scene = new Scene(Map.of("TOCSIN_CONFIG", "/there/is/none/tocsin.yml"))) {
      assertEquals(503, scene.gateway().send(list()).status());
      assertEquals(200, scene.gateway().send(Call.get("/health")).status());
    }
  }

  @Test
  void itTakesAKeyThatMayRead() {
    try (Scene scene = new Scene()) {
      assertEquals(401, scene.gateway().send(Call.get("/agents/list")).status());
      Call stranger = Call.get("/agents/list").with("X-API-Key", "cm_stranger");
      assertEquals(401, scene.gateway().send(stranger).status());
    }
    try (Scene scene = new Scene(Map.of("TOCSIN_OPEN_READS", "true"))) {
      assertEquals(200, scene.gateway().send(Call.get("/agents/list")).status());
    }
  }

  @Test
  void aModelThatIsNotNamedAsItShouldBeStopsTheStart() {
    RuntimeException stop =
        assertThrows(
            RuntimeException.class,
            () -> new Scene(Map.of("TOCSIN_MODEL_PROVIDER", "skynet")).close());
    assertTrue(stop.toString().contains("TOCSIN_MODEL_PROVIDER must be one of"), stop.toString());
  }
}
