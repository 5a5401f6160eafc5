package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.tocsin.ingest.format.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The API's document by itself. */
class DocumentTest {
  private static final JsonNode DOCUMENT = Documented.DOCUMENT;

  private static List<JsonNode> operations() {
    List<JsonNode> all = new ArrayList<>();
    DOCUMENT.path("paths").forEach(path -> path.forEach(all::add));
    return all;
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void itIsOpenApi31OfThisRelease() throws IOException {
    Properties release = new Properties();
    try (InputStream file =
        IngestFunction.class.getResourceAsStream("discord/release.properties")) {
      release.load(file);
    }
    assertEquals("3.1.0", DOCUMENT.path("openapi").asText());
    assertEquals(
        release.getProperty("version"),
        DOCUMENT.path("info").path("version").asText(),
        "the version in io.tocsin.ingest.api.Api is the project's");
  }

  @Test
  void everyOperationSaysWhatItDoesAndWhoMay() {
    Set<String> tags = new TreeSet<>();
    DOCUMENT.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    Set<String> ids = new TreeSet<>();
    for (JsonNode operation : operations()) {
      String id = operation.path("operationId").asText();
      assertTrue(ids.add(id), "two operations are " + id);
      assertTrue(id.matches("[a-zA-Z]+"), id + " has no name of its own; see @Operation");
      assertTrue(operation.path("summary").asText().endsWith("."), id + " has no summary");
      assertTrue(tags.contains(operation.path("tags").path(0).asText()), id + " has no known tag");
      assertTrue(operation.path("responses").has("400"), id + " can be asked wrongly");
      assertTrue(operation.path("responses").has("503"), id + " can be out of order");
      for (JsonNode needed : operation.path("security")) {
        names(needed)
            .forEach(
                scheme ->
                    assertTrue(
                        DOCUMENT.path("components").path("securitySchemes").has(scheme), scheme));
      }
    }
    assertTrue(ids.size() > 20);
  }

  @Test
  void whatNeedsAKeySaysHowItIsRefused() {
    for (JsonNode operation : operations()) {
      boolean signed = !operation.has("security");
      boolean read = operation.path("security").path(0).has("ApiKey");
      Set<String> answers = names(operation.path("responses"));
      if (signed || read) {
        assertTrue(answers.containsAll(Set.of("401", "403", "429")), operation.toString());
      }
      if (signed) {
        assertTrue(answers.containsAll(Set.of("413", "415")), operation.toString());
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = DOCUMENT.findValues("$ref");
    assertTrue(references.size() > 200);
    for (JsonNode reference : references) {
      assertTrue(reference.asText().startsWith("#/"), reference.asText());
      assertFalse(DOCUMENT.at(reference.asText().substring(1)).isMissingNode(), reference.asText());
    }
  }

  @Test
  void everyComponentIsReferredTo() {
    Set<String> used =
        DOCUMENT.findValues("$ref").stream().map(JsonNode::asText).collect(Collectors.toSet());
    for (String kind : Set.of("schemas", "responses", "requestBodies", "headers", "parameters")) {
      for (String name : names(DOCUMENT.path("components").path(kind))) {
        assertTrue(used.contains("#/components/" + kind + "/" + name), kind + " " + name);
      }
    }
  }

  @Test
  void everySchemaIsOne() {
    var meta =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of(VersionFlag.V202012.getId()));
    for (JsonNode schema : DOCUMENT.path("components").path("schemas")) {
      assertEquals(List.of(), List.copyOf(meta.validate(schema)), schema.toString());
      for (JsonNode example : schema.path("examples")) {
        assertEquals(List.of(), Documented.mistakes(schema, example));
      }
    }
  }

  @Test
  void everyBodyHasExamplesThatFitIt() {
    for (JsonNode operation : operations()) {
      if (operation.has("requestBody")) {
        JsonNode body =
            Documented.resolved(operation.path("requestBody"))
                .path("content")
                .path("application/json");
        assertFalse(body.path("examples").isEmpty(), operation.toString());
        for (JsonNode example : body.path("examples")) {
          assertEquals(List.of(), Documented.mistakes(body.path("schema"), example.path("value")));
        }
      }
    }
    for (JsonNode response : DOCUMENT.path("components").path("responses")) {
      for (JsonNode content : response.path("content")) {
        for (JsonNode example : content.path("examples")) {
          assertEquals(
              List.of(), Documented.mistakes(content.path("schema"), example.path("value")));
        }
      }
    }
  }

  @Test
  void anAlertHasTheMembersOfItsPublishedSchema() throws IOException {
    JsonNode published =
        new JsonMapper().readTree(Path.of("..", "docs", "alert.schema.json").toFile());
    JsonNode alert = DOCUMENT.path("components").path("schemas").path("Alert");
    assertEquals(names(published.path("properties")), names(alert.path("properties")));
  }

  @Test
  void everyFormatHasItsPath() {
    try (Scene scene = new Scene()) {
      var formats = scene.context.getBeansOfType(Format.class);
      assertTrue(formats.size() >= 4);
      for (Format format : formats) {
        assertTrue(
            DOCUMENT.path("paths").path(format.path()).has("post"),
            "let AlertsController take " + format.path());
      }
    }
  }

  @Test
  void aMemberThatIsNotDocumentedIsFound() {
    Call health = Call.get("/health");
    Map<String, String> json = Map.of("Content-Type", "application/json");
    assertTrue(Documented.check(health, new Reply(200, json, "{\"status\":\"up\"}")).isPresent());
    for (Reply wrong :
        List.of(
            new Reply(200, json, "{\"status\":\"up\",\"more\":1}"),
            new Reply(200, json, "{}"),
            new Reply(200, json, "{\"status\":\"down\"}"),
            new Reply(200, Map.of("Content-Type", "text/html"), "{\"status\":\"up\"}"),
            new Reply(418, json, "{\"status\":\"up\"}"),
            new Reply(
                400, Map.of("Content-Type", "application/problem+json"), "{\"status\":400}"))) {
      assertThrows(AssertionError.class, () -> Documented.check(health, wrong), wrong.toString());
    }
  }

  /** Whatever is ours to write is closed, wherever in the answer it is. */
  @Test
  void everyAnswerOfOursIsClosed() {
    for (JsonNode operation : operations()) {
      for (JsonNode answer : operation.path("responses")) {
        for (JsonNode content : Documented.resolved(answer).path("content")) {
          JsonNode schema = Documented.resolved(content.path("schema"));
          assertTrue(
              isClosed(schema) || schema.path("type").asText().equals("string"),
              operation.path("operationId") + ": " + schema);
        }
      }
    }
  }

  private static boolean isClosed(JsonNode schema) {
    return !(schema instanceof ObjectNode)
        || schema.path("additionalProperties").toString().equals("false")
        || schema.path("unevaluatedProperties").toString().equals("false");
  }
}
