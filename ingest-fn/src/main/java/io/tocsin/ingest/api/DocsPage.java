package io.tocsin.ingest.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The API's document as one page to read: no script, nothing loaded from anywhere. */
final class DocsPage {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonNode document;
  private final String css;
  private final Html html = new Html();
  private final SchemaHtml schemas = new SchemaHtml(html);

  DocsPage(JsonNode document, String css) {
    this.document = document;
    this.css = css;
  }

  /** An operation with where it is. */
  private record Operation(String method, String path, JsonNode json) {
    String id() {
      return json.path("operationId").asText();
    }

    boolean tagged(String tag) {
      return json.path("tags").path(0).asText().equals(tag);
    }
  }

  /** What a Content-Security-Policy must allow for a style sheet in the page. */
  static String digest(String css) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  String html() {
    JsonNode info = document.path("info");
    html.tags("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .tags("<meta name=\"viewport\" content=\"width=device-width\">\n")
        .tags("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .text(info.path("title").asText() + ": the API")
        .tags("</title>\n<style>")
        .tags(css)
        .tags("</style></head><body>\n<header><h1>")
        .text(info.path("title").asText() + ": the API")
        .tags("</h1>\n")
        .paragraphs(info.path("description").asText())
        .tags("<p>Version ")
        .text(info.path("version").asText())
        .tags(". For tools: <a href=\"openapi.yml\">openapi.yml</a>.</p></header>\n");
    List<Operation> operations = operations();
    contents(operations);
    html.tags("<main>\n");
    keys();
    for (JsonNode tag : document.path("tags")) {
      String name = tag.path("name").asText();
      html.tags("<section><h2>").text(name).tags("</h2>\n");
      html.paragraphs(tag.path("description").asText());
      operations.stream().filter(each -> each.tagged(name)).forEach(this::operation);
      html.tags("</section>\n");
    }
    forms();
    return html.tags("</main></body></html>\n").toString();
  }

  private List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          String upper = method.getKey().toUpperCase(Locale.ROOT);
          all.add(new Operation(upper, path.getKey(), method.getValue()));
        }
      }
    }
    return all;
  }

  private void contents(List<Operation> operations) {
    html.tags("<nav aria-label=\"Operations\"><table>\n");
    for (JsonNode tag : document.path("tags")) {
      for (Operation each : operations) {
        if (each.tagged(tag.path("name").asText())) {
          html.tags("<tr><td>").code(each.method()).tags("</td><td>");
          html.link(each.id(), each.path()).tags("</td><td>");
          html.words(each.json().path("summary").asText()).tags("</td></tr>\n");
        }
      }
    }
    html.tags("</table></nav>\n");
  }

  private void keys() {
    html.tags("<section><h2>Keys and signatures</h2>\n<dl>\n");
    for (Map.Entry<String, JsonNode> scheme :
        document.path("components").path("securitySchemes").properties()) {
      html.tags("<dt id=\"").text("scheme-" + scheme.getKey()).tags("\">");
      html.code(scheme.getValue().path("name").asText()).tags("</dt>\n<dd>");
      html.paragraphs(scheme.getValue().path("description").asText()).tags("</dd>\n");
    }
    html.tags("</dl></section>\n");
  }

  private void operation(Operation operation) {
    JsonNode json = operation.json();
    html.tags("<article id=\"").text(operation.id()).tags("\"><h3>");
    html.code(operation.method() + " " + operation.path()).tags("</h3>\n");
    html.paragraphs(json.path("description").asText());
    security(json.has("security") ? json.path("security") : document.path("security"));
    parameters(json.path("parameters"));
    if (json.has("requestBody")) {
      html.tags("<h4>Body</h4>\n");
      content(resolved(json.path("requestBody")).path("content"));
    }
    html.tags("<h4>Answers</h4>\n<dl>\n");
    for (Map.Entry<String, JsonNode> answer : json.path("responses").properties()) {
      answer(answer.getKey(), answer.getValue());
    }
    html.tags("</dl></article>\n");
  }

  private void security(JsonNode alternatives) {
    if (alternatives.isEmpty()) {
      html.tags("<p>Needs no key.</p>\n");
      return;
    }
    html.tags("<p>Needs ");
    String or = "";
    for (JsonNode alternative : alternatives) {
      html.text(or);
      or = ", or ";
      String and = "";
      for (Map.Entry<String, JsonNode> scheme : alternative.properties()) {
        JsonNode named = document.path("components").path("securitySchemes").path(scheme.getKey());
        html.text(and).link("scheme-" + scheme.getKey(), named.path("name").asText());
        and = " and ";
      }
    }
    html.tags(".</p>\n");
  }

  private void parameters(JsonNode parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    html.tags("<h4>Parameters</h4>\n<dl>\n");
    for (JsonNode reference : parameters) {
      JsonNode parameter = resolved(reference);
      html.tags("<dt>").code(parameter.path("name").asText());
      html.text(" in the " + parameter.path("in").asText() + ": ");
      schemas.type(resolved(parameter.path("schema")));
      html.tags("</dt>\n<dd>").words(parameter.path("description").asText()).tags("</dd>\n");
    }
    html.tags("</dl>\n");
  }

  private void answer(String status, JsonNode answer) {
    JsonNode whole = resolved(answer);
    html.tags("<dt>").code(status).tags(" ").words(answer.path("description").asText());
    html.tags("</dt>\n<dd>");
    for (Map.Entry<String, JsonNode> header : whole.path("headers").properties()) {
      html.tags("<p>").code(header.getKey()).text(": ");
      html.words(resolved(header.getValue()).path("description").asText()).tags("</p>\n");
    }
    content(whole.path("content"));
    html.tags("</dd>\n");
  }

  private void content(JsonNode content) {
    for (Map.Entry<String, JsonNode> type : content.properties()) {
      html.tags("<p>").code(type.getKey()).text(": ");
      schemas.type(type.getValue().path("schema"));
      html.tags("</p>\n");
      type.getValue().path("examples").forEach(this::example);
    }
  }

  private void example(JsonNode example) {
    if (example.has("summary")) {
      html.tags("<p>").words(example.path("summary").asText()).tags("</p>\n");
    }
    html.tags("<pre>").text(example.path("value").toPrettyString()).tags("</pre>\n");
  }

  private void forms() {
    html.tags("<section><h2>Forms</h2>\n");
    for (Map.Entry<String, JsonNode> schema :
        document.path("components").path("schemas").properties()) {
      html.tags("<article id=\"").text("schema-" + schema.getKey()).tags("\"><h3>");
      html.text(schema.getKey()).tags("</h3>\n");
      html.paragraphs(schema.getValue().path("description").asText());
      schemas.whole(schema.getValue());
      for (JsonNode example : schema.getValue().path("examples")) {
        html.tags("<pre>").text(example.toPrettyString()).tags("</pre>\n");
      }
      html.tags("</article>\n");
    }
    html.tags("</section>\n");
  }

  /** What a reference leads to; anything else is what it is. */
  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }
}
