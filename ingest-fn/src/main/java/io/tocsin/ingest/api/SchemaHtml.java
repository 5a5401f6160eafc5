package io.tocsin.ingest.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Shows JSON Schemas as people read them: of what type a value is, within which limits. */
final class SchemaHtml {
  private static final Map<String, String> LIMITS =
      Map.of(
          "minimum", "at least %s",
          "maximum", "at most %s",
          "minLength", "at least %s characters",
          "maxLength", "at most %s characters",
          "minItems", "at least %s",
          "maxItems", "at most %s",
          "maxProperties", "at most %s members",
          "pattern", "as %s",
          "default", "by default %s");

  private static final List<String> LIMITS_IN_ORDER =
      List.of(
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "maxProperties",
          "pattern",
          "default");

  private final Html html;

  SchemaHtml(Html html) {
    this.html = html;
  }

  /** The whole of it: what it is, and its members with theirs. */
  void whole(JsonNode schema) {
    html.tags("<p class=\"type\">");
    type(schema);
    html.tags("</p>\n");
    members(schema);
  }

  /** In one line. */
  void type(JsonNode schema) {
    kind(schema);
    List<String> limits = new ArrayList<>();
    for (String limit : LIMITS_IN_ORDER) {
      JsonNode value = schema.path(limit);
      // Said already by being no member that may be blank.
      if (!value.isMissingNode() && !value.asText().equals("\\S")) {
        limits.add(String.format(LIMITS.getOrDefault(limit, "%s"), plain(value)));
      }
    }
    if (!limits.isEmpty()) {
      html.tags(" <small>").text(String.join(", ", limits)).tags("</small>");
    }
  }

  private void kind(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = name(schema);
      html.link("schema-" + name, name);
    } else if (schema.has("const")) {
      html.code(schema.path("const").toString());
    } else if (schema.has("enum")) {
      choice(schema.path("enum"), value -> html.code(value.toString()));
    } else if (schema.has("oneOf")) {
      choice(schema.path("oneOf"), this::type);
    } else if (schema.has("items")) {
      html.text("list of ");
      type(schema.path("items"));
      ifNullable(schema);
    } else if (schema.has("type")) {
      html.text(words(schema.path("type")));
      if (schema.has("format")) {
        html.text(" (" + schema.path("format").asText() + ")");
      }
    } else {
      html.text("anything");
    }
    for (JsonNode other : schema.path("allOf")) {
      html.text(", with all of ");
      type(other);
    }
  }

  private void ifNullable(JsonNode schema) {
    if (words(schema.path("type")).contains("null")) {
      html.text(" or null");
    }
  }

  private interface Shown {
    void value(JsonNode value);
  }

  private void choice(JsonNode values, Shown shown) {
    String between = "";
    for (JsonNode value : values) {
      html.text(between);
      shown.value(value);
      between = " or ";
    }
  }

  private void members(JsonNode schema) {
    JsonNode object = schema.has("items") ? schema.path("items") : schema;
    if (!object.has("properties")) {
      if (object.path("additionalProperties").isObject()) {
        html.tags("<p>Each member: ");
        type(object.path("additionalProperties"));
        html.tags("</p>\n");
      }
      return;
    }
    List<String> required = texts(object.path("required"));
    html.tags("<dl>\n");
    for (Map.Entry<String, JsonNode> member : object.path("properties").properties()) {
      html.tags("<dt>").code(member.getKey()).tags(" ");
      type(member.getValue());
      if (required.contains(member.getKey())) {
        html.tags(" <strong>required</strong>");
      }
      html.tags("</dt>\n<dd>").words(member.getValue().path("description").asText());
      members(member.getValue());
      html.tags("</dd>\n");
    }
    html.tags("</dl>\n");
  }

  /** The last part of a reference. */
  static String name(JsonNode reference) {
    String ref = reference.path("$ref").asText();
    return ref.substring(ref.lastIndexOf('/') + 1);
  }

  private static String words(JsonNode type) {
    return type.isArray() ? String.join(" or ", texts(type)) : type.asText();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String plain(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
