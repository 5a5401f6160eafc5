package io.tocsin.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.tocsin.ingest.api.ApiDocument;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The API's document, and whether an answer is what it says. */
final class Documented {
  static final JsonNode DOCUMENT = read();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final Map<JsonNode, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private Documented() {}

  private static JsonNode read() {
    Load yaml = new Load(LoadSettings.builder().build());
    return new JsonMapper().valueToTree(yaml.loadFromString(ApiDocument.text()));
  }

  /**
   * Holds an answer against the document.
   *
   * @return method, path and status as they stand there, such as {@code GET /health 200}; empty
   *     where the document has no such operation
   */
  static Optional<String> check(Call call, Reply reply) {
    Optional<String> path = path(call.path());
    JsonNode operation =
        DOCUMENT.path("paths").path(path.orElse("")).path(call.method().toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      return Optional.empty();
    }
    String what = call.method() + " " + path.orElse("") + " " + reply.status();
    JsonNode answer = resolved(operation.path("responses").path(String.valueOf(reply.status())));
    if (answer.isMissingNode()) {
      throw new AssertionError(what + " is not documented; say it with an @ApiResponse: " + reply);
    }
    for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
      JsonNode value = JsonNodeFactory.instance.textNode(reply.header(header.getKey()));
      String type = resolved(header.getValue()).path("schema").path("type").asText();
      if (value.asText().isEmpty()
          || (type.equals("integer") && !value.asText().matches("[1-9][0-9]*"))) {
        throw new AssertionError(what + " lacks a good " + header.getKey() + ": " + reply);
      }
    }
    if (!answer.has("content")) {
      if (!reply.body().isEmpty()) {
        throw new AssertionError(what + " is documented to have no body: " + reply);
      }
      return Optional.of(what);
    }
    String type = reply.header("Content-Type").replaceFirst(";.*", "");
    JsonNode content = answer.path("content").path(type);
    if (content.isMissingNode()) {
      throw new AssertionError(
          what + " is documented as " + answer.path("content") + ", not as " + type);
    }
    JsonNode body = type.endsWith("json") ? reply.json() : TextNode.valueOf(reply.body());
    List<String> wrong = mistakes(content.path("schema"), body);
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          what
              + " is not as documented; mend it or openapi/components.yml: "
              + wrong
              + " in "
              + reply.body());
    }
    return Optional.of(what);
  }

  /** What of the value is not as the schema has it. */
  static List<String> mistakes(JsonNode schema, JsonNode value) {
    return schema(schema).validate(value).stream().map(Object::toString).toList();
  }

  private static JsonSchema schema(JsonNode schema) {
    return SCHEMAS.computeIfAbsent(
        schema,
        one -> {
          ObjectNode root = JsonNodeFactory.instance.objectNode();
          root.set("components", DOCUMENT.path("components"));
          root.putArray("allOf").add(one);
          return FACTORY.getSchema(root, STRICT);
        });
  }

  /** What a reference leads to; anything else is what it is. */
  static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** As it stands in the document; what stands there as it was sent goes before a template. */
  private static Optional<String> path(String sent) {
    Set<Map.Entry<String, JsonNode>> all = DOCUMENT.path("paths").properties();
    return all.stream()
        .map(Map.Entry::getKey)
        .filter(sent::equals)
        .findFirst()
        .or(
            () ->
                all.stream()
                    .map(Map.Entry::getKey)
                    .filter(one -> sent.matches(one.replaceAll("\\{[a-z]+}", "[^/]+")))
                    .findFirst());
  }
}
