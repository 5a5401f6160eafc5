package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.infra.Template.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An upgrade keeps what there is. {@code released.json} holds what a stack that is upgraded has, as
 * far as it holds anything; each release writes it anew, by {@code -Dreleased.write=true}.
 */
class UpgradeTest {
  private static final Path RELEASED = Path.of("src/test/resources/io/tocsin/infra/released.json");

  /**
   * What holds something, or is known outside, and which properties make CloudFormation replace it.
   */
  private static final Map<String, Set<String>> STATEFUL =
      Map.ofEntries(
          Map.entry(
              "AWS::DynamoDB::Table", Set.of("TableName", "KeySchema", "LocalSecondaryIndexes")),
          Map.entry("AWS::SQS::Queue", Set.of("QueueName", "FifoQueue")),
          Map.entry("AWS::SNS::Topic", Set.of("TopicName", "FifoTopic")),
          Map.entry("AWS::KMS::Key", Set.of("KeySpec", "KeyUsage", "MultiRegion")),
          Map.entry("AWS::Logs::LogGroup", Set.of("LogGroupName")),
          Map.entry("AWS::S3::Bucket", Set.of("BucketName")),
          Map.entry("AWS::ApiGatewayV2::Api", Set.of("ProtocolType")),
          Map.entry("AWS::ApiGatewayV2::DomainName", Set.of("DomainName")),
          // Lambda refuses a second one for the same queue, which is made before the first is gone.
          Map.entry("AWS::Lambda::EventSourceMapping", Set.of("EventSourceArn")));

  /** What can be made anew at any time. */
  private static final Set<String> STATELESS =
      Set.of(
          "AWS::ApiGatewayV2::ApiMapping",
          "AWS::ApiGatewayV2::Integration",
          "AWS::ApiGatewayV2::Route",
          "AWS::ApiGatewayV2::Stage",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::Events::Rule",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::Lambda::Alias",
          "AWS::Lambda::Function",
          "AWS::Lambda::LayerVersion",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Version",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy");

  private static Template template = new Template(Map.of());

  @BeforeAll
  static void synthesise(@TempDir Path folder) throws IOException {
    if (Template.nodeIsThere()) {
      template =
          Template.of(
              folder,
              props ->
                  props
                      .settings(
                          Map.of(
                              "DISCORD_PUBLIC_KEY", "not looked at",
                              "TOCSIN_MEETING_ATTENDEES", "ann@example.org"))
                      .kmsKey(TocsinProps.NEW_KMS_KEY));
      if (Boolean.getBoolean("released.write")) {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.writeString(RELEASED, json.writeValueAsString(stateful(template)) + "\n");
      }
    }
  }

  @BeforeEach
  void needNode() {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
  }

  @Test
  void nothingThatHoldsAnythingIsReplacedOrTakenAway() throws IOException {
    Map<String, Object> now = stateful(template);
    Map<?, ?> released = released();
    assertTrue(released.size() > 20, "the last release is remembered");
    released.forEach(
        (id, before) ->
            assertEquals(
                withoutIndexes(before),
                withoutIndexes(Objects.requireNonNullElse(now.get(id), "nothing")),
                () -> id + " would be replaced or deleted"));
  }

  /** CloudFormation makes or deletes one index of a table in an update, and fails on two. */
  @Test
  void noTableGetsOrLosesMoreThanOneIndex() throws IOException {
    Map<String, Object> now = stateful(template);
    released()
        .forEach(
            (id, before) -> {
              Set<String> changed = new TreeSet<>(indexes(before));
              Set<String> after = indexes(Objects.requireNonNullElse(now.get(id), Map.of()));
              after.stream().filter(name -> !changed.remove(name)).toList().forEach(changed::add);
              assertTrue(changed.size() <= 1, () -> id + " changes the indexes " + changed);
            });
  }

  @Test
  void whatHoldsSomethingIsKnownFromWhatDoesNot() {
    Set<String> unknown =
        template.resources().map(Resource::type).collect(Collectors.toCollection(TreeSet::new));
    unknown.removeAll(STATELESS);
    unknown.removeAll(STATEFUL.keySet());
    assertEquals(Set.of(), unknown, "say here whether it holds anything, and what replaces it");
  }

  private static Map<?, ?> released() throws IOException {
    try (InputStream file = UpgradeTest.class.getResourceAsStream("released.json")) {
      return new ObjectMapper().readValue(Objects.requireNonNull(file), Map.class);
    }
  }

  private static Map<String, Object> stateful(Template of) {
    Map<String, Object> all = new TreeMap<>();
    of.resources()
        .filter(resource -> STATEFUL.containsKey(resource.type()))
        .forEach(resource -> all.put(resource.id(), remembered(resource)));
    return all;
  }

  private static Map<String, Object> remembered(Resource resource) {
    Map<String, Object> about = new TreeMap<>(Map.of("Type", resource.type()));
    STATEFUL.getOrDefault(resource.type(), Set.of()).stream()
        .filter(name -> resource.properties().containsKey(name))
        .forEach(name -> about.put(name, resource.at(name)));
    if (resource.type().equals("AWS::DynamoDB::Table")) {
      about.put(
          "Indexes",
          Template.list(resource.at("GlobalSecondaryIndexes")).stream()
              .map(index -> String.valueOf(Template.at(index, "IndexName")))
              .filter(name -> !name.isEmpty())
              .toList());
    }
    return about;
  }

  private static Map<Object, Object> withoutIndexes(Object about) {
    Map<Object, Object> rest = new HashMap<>(Template.map(about));
    rest.remove("Indexes");
    return rest;
  }

  private static Set<String> indexes(Object about) {
    Object names = Template.at(about, "Indexes");
    return names instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new))
        : Set.of();
  }
}
