package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An upgrade keeps what there is. {@code released-stack.json} and {@code released-template.json}
 * hold what a stack that is upgraded has, as far as it holds anything; each release writes them
 * anew, by {@code -Dreleased.write=true}.
 */
class UpgradeTest {
  private static final Path RELEASED = Path.of("src/test/resources/io/tocsin/infra");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "DISCORD_PUBLIC_KEY", "0a1b".repeat(16), "TOCSIN_MEETING_ATTENDEES", "ann@example.org");

  /** The ways in which it is deployed, between which there is no upgrade. */
  enum Way {
    /** By the CDK. */
    STACK,
    /** By the portable template. */
    TEMPLATE;

    String file() {
      return "released-" + name().toLowerCase(Locale.ROOT) + ".json";
    }
  }

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
          // Of these a second one for the same is refused, and made before the first is gone.
          Map.entry("AWS::Lambda::EventSourceMapping", Set.of("EventSourceArn")),
          Map.entry("AWS::Lambda::Alias", Set.of("Name")),
          Map.entry("AWS::ApiGatewayV2::Route", Set.of("RouteKey")));

  /** What can be made anew at any time. */
  private static final Set<String> STATELESS =
      Set.of(
          "AWS::ApiGatewayV2::ApiMapping",
          "AWS::ApiGatewayV2::Integration",
          "AWS::ApiGatewayV2::Stage",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::Events::Rule",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::Lambda::Function",
          "AWS::Lambda::LayerVersion",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Version",
          "AWS::SNS::Subscription",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy");

  private static final Map<Way, Template> NOW = new EnumMap<>(Way.class);

  @BeforeAll
  static void synthesise(@TempDir Path folder) throws IOException {
    if (!Template.nodeIsThere()) {
      return;
    }
    NOW.put(Way.STACK, Template.of(folder, props -> much(props).settings(SETTINGS)));
    NOW.put(Way.TEMPLATE, portable(folder));
    if (Boolean.getBoolean("released.write")) {
      for (Way way : Way.values()) {
        Files.writeString(
            RELEASED.resolve(way.file()), JSON.writeValueAsString(stateful(way)) + "\n");
      }
    }
  }

  private static Template portable(Path folder) throws IOException {
    Path code = folder.resolve("code.zip");
    Packages packages = new Packages(code, code, code);
    new Distribution(
            packages,
            "1.2.3",
            SETTINGS,
            Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY", "DISCORD_WEBHOOK_GENERAL"),
            Optional.empty(),
            stack -> much(TocsinProps.of(packages, "1.2.3")))
        .write(folder.resolve("dist"));
    return new Template(
        JSON.readValue(folder.resolve("dist/tocsin-1.2.3.template.json").toFile(), Map.class));
  }

  private static TocsinProps.Builder much(TocsinProps.Builder props) {
    return props.archived(true).kmsKey(TocsinProps.NEW_KMS_KEY);
  }

  @BeforeEach
  void needNode() {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
  }

  @ParameterizedTest
  @EnumSource
  void nothingThatHoldsAnythingIsReplacedOrTakenAway(Way way) throws IOException {
    Map<String, Object> now = stateful(way);
    Map<?, ?> released = released(way);
    assertTrue(released.size() > 20, "the last release is remembered");
    released.forEach(
        (id, before) ->
            assertEquals(
                withoutIndexes(before),
                withoutIndexes(Objects.requireNonNullElse(now.get(id), "nothing")),
                () -> id + " would be replaced or deleted"));
  }

  /** CloudFormation makes or deletes one index of a table in an update, and fails on two. */
  @ParameterizedTest
  @EnumSource
  void noTableGetsOrLosesMoreThanOneIndex(Way way) throws IOException {
    Map<String, Object> now = stateful(way);
    released(way)
        .forEach(
            (id, before) -> {
              Set<String> changed = new TreeSet<>(indexes(before));
              Set<String> after = indexes(Objects.requireNonNullElse(now.get(id), Map.of()));
              after.stream().filter(name -> !changed.remove(name)).toList().forEach(changed::add);
              assertTrue(changed.size() <= 1, () -> id + " changes the indexes " + changed);
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatHoldsSomethingIsKnownFromWhatDoesNot(Way way) {
    Set<String> unknown =
        now(way).resources().map(Resource::type).collect(Collectors.toCollection(TreeSet::new));
    unknown.removeAll(STATELESS);
    unknown.removeAll(STATEFUL.keySet());
    assertEquals(Set.of(), unknown, "say here whether it holds anything, and what replaces it");
  }

  private static Map<?, ?> released(Way way) throws IOException {
    return JSON.readValue(RELEASED.resolve(way.file()).toFile(), Map.class);
  }

  private static Template now(Way way) {
    return Objects.requireNonNull(NOW.get(way));
  }

  private static Map<String, Object> stateful(Way way) {
    Map<String, Object> all = new TreeMap<>();
    now(way)
        .resources()
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
