package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.infra.Distribution;
import io.tocsin.infra.FunctionRole;
import io.tocsin.infra.TocsinProps;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The template that {@code ./tocsin package} writes: what a stack is made of, and how it is set.
 */
record StackTemplate(JsonNode root) {
  private static final String VERSION = String.valueOf(System.getProperty("tocsin.version"));
  private static final String FUNCTION = "AWS::Lambda::Function";

  /**
   * Synthesises one, which takes some seconds.
   *
   * @param settings variables of {@code docs/configuration.md}
   * @param secrets the names of variables that come from the secret
   * @param choice the rest of what can be chosen
   */
  static StackTemplate of(
      Map<String, String> settings,
      Set<String> secrets,
      UnaryOperator<TocsinProps.Builder> choice) {
    TocsinProps.Builder props = TocsinProps.of(Unpacked.PACKAGES.checked(), VERSION);
    Distribution distribution =
        new Distribution(
            Unpacked.PACKAGES,
            VERSION,
            settings,
            secrets,
            Optional.empty(),
            stack -> choice.apply(props.withoutAlarms().disposable(true)));
    try {
      return new StackTemplate(
          Wire.parse(new String(distribution.template(), StandardCharsets.UTF_8)));
    } catch (IOException | InvalidJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What calls a function with batches of messages or records, and how. */
  record Mapping(FunctionRole function, String source, JsonNode properties) {
    /** How many messages or records it hands over at most. */
    int atOnce() {
      return properties.path("BatchSize").asInt();
    }

    /** Whether the function's answer says what of the batch it could not do. */
    boolean isPartial() {
      return properties
          .path("FunctionResponseTypes")
          .toString()
          .contains("ReportBatchItemFailures");
    }

    /** What a record must look like one of to be handed over; if there are none, each is. */
    List<JsonNode> filters() {
      return Stream.of(properties.at("/FilterCriteria/Filters"))
          .filter(JsonNode::isArray)
          .flatMap(filters -> filters.findValuesAsText("Pattern").stream())
          .map(pattern -> Wire.read(pattern, JsonNode.class))
          .toList();
    }
  }

  /** Its resources of a type, by their ids. */
  Map<String, JsonNode> all(String type) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    root.path("Resources")
        .properties()
        .forEach(
            each -> {
              if (each.getValue().path("Type").asText().equals(type)) {
                found.put(each.getKey(), each.getValue().path("Properties"));
              }
            });
    return found;
  }

  boolean has(FunctionRole function) {
    return all(FUNCTION).values().stream().anyMatch(each -> isHandler(each, function));
  }

  /** The function's variables, each as the template writes it. */
  Map<String, JsonNode> environment(FunctionRole function) {
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    all(FUNCTION).values().stream()
        .filter(each -> isHandler(each, function))
        .forEach(
            each ->
                each.at("/Environment/Variables")
                    .properties()
                    .forEach(one -> variables.put(one.getKey(), one.getValue())));
    return variables;
  }

  private static boolean isHandler(JsonNode properties, FunctionRole function) {
    return properties.path("Handler").asText().equals(function.handler());
  }

  /** All that calls functions with batches. */
  List<Mapping> mappings() {
    return all("AWS::Lambda::EventSourceMapping").values().stream()
        .map(
            each ->
                new Mapping(
                    behind(each.path("FunctionName")), target(each.path("EventSourceArn")), each))
        .toList();
  }

  /** The function that the HTTP API calls. */
  FunctionRole gateway() {
    return behind(only("AWS::ApiGatewayV2::Integration").path("IntegrationUri"));
  }

  /** The function that is called when a minute begins. */
  FunctionRole everyMinute() {
    JsonNode rule = only("AWS::Events::Rule");
    if (!rule.path("ScheduleExpression").asText().equals("rate(1 minute)")) {
      throw new AssertionError("not every minute: " + rule);
    }
    return behind(rule.at("/Targets/0/Arn"));
  }

  private JsonNode only(String type) {
    Map<String, JsonNode> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError("there are " + found.size() + " of " + type + ", not one");
    }
    return found.values().iterator().next();
  }

  /** Through its alias, as everything must call it. */
  private FunctionRole behind(JsonNode expression) {
    JsonNode alias = all("AWS::Lambda::Alias").get(target(expression));
    if (alias == null) {
      throw new AssertionError("this leads to no alias: " + expression);
    }
    JsonNode function = all(FUNCTION).get(target(alias.path("FunctionName")));
    return Stream.of(FunctionRole.values())
        .filter(role -> function != null && isHandler(function, role))
        .findFirst()
        .orElseThrow();
  }

  /** The id that an expression refers to. */
  static String target(JsonNode expression) {
    List<String> ids = expression.findValuesAsText("Ref");
    return ids.isEmpty() ? expression.at("/Fn::GetAtt/0").asText() : ids.get(0);
  }

  /**
   * The same with resources of these types alone, all as they are. Of the outputs none is left,
   * since they may be about the others.
   */
  ObjectNode only(Set<String> types) {
    ObjectNode part = root.deepCopy();
    part.remove("Outputs");
    ((ObjectNode) part.path("Resources"))
        .properties()
        .removeIf(each -> !types.contains(each.getValue().path("Type").asText()));
    return part;
  }

  /** An expression for what the resource itself is: a queue's URL, a table's name. */
  static JsonNode itself(String id) {
    return Wire.read("{\"Ref\":\"" + id + "\"}", JsonNode.class);
  }
}
