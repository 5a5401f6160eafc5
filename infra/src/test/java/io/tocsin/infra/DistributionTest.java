package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cloudformation.include.CfnInclude;

/** What {@code ./tocsin package} writes, with all that can be on. */
class DistributionTest {
  private static final String YML =
      """
      version: 1
      targets:
        ops: { channel: discord, url: "${env:OPS_DISCORD}" }
        desk: { channel: meeting }
      routes:
        - to: [ops, desk]
      """;

  @TempDir private static Path folder = Path.of("");
  private static List<String> names = List.of();
  private static Template template = new Template(Map.of());

  @BeforeAll
  static void write() throws IOException {
    if (Template.nodeIsThere()) {
      Files.createDirectories(folder.resolve("dist"));
      Files.writeString(folder.resolve("dist/tocsin-ingest-fn-0.9.0-00000000.zip"), "old");
      Files.writeString(folder.resolve("dist/notes.txt"), "somebody's");
      names = distribution("code").write(folder.resolve("dist"));
      template =
          new Template(
              new ObjectMapper()
                  .readValue(
                      folder.resolve("dist/tocsin-1.2.3.template.json").toFile(), Map.class));
    }
  }

  @BeforeEach
  void needNode() {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
  }

  private static Distribution distribution(String code) throws IOException {
    TocsinYml yml = TocsinYml.at(Files.writeString(folder.resolve("tocsin.yml"), YML));
    Packages packages = packages(code);
    return new Distribution(
        packages,
        "1.2.3",
        Map.of("DISCORD_PUBLIC_KEY", "0a1b"),
        Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY", "OPS_DISCORD"),
        Optional.of(yml),
        stack ->
            TocsinProps.of(packages, "1.2.3")
                .kmsKey(TocsinProps.NEW_KMS_KEY)
                .sources(Set.of("arn:aws:sns:eu-central-1:123456789012:billing"))
                .alarms(AlarmSettings.DEFAULT.mailedTo(Set.of("ops@example.org"))));
  }

  private static Packages packages(String code) throws IOException {
    return new Packages(
        zip("ingest-fn", code), zip("dispatch-fn", code), zip("scheduler-fn", code));
  }

  private static Path zip(String module, String code) throws IOException {
    return Files.writeString(folder.resolve("tocsin-" + module + "-1.2.3-aws.zip"), module + code);
  }

  @Test
  void theFilesAreThoseThatTheTemplateNamesAndTheirSums() throws IOException {
    String kinds =
        names.stream()
            .map(name -> name.replaceFirst("-[0-9a-f]{8}\\.zip", ""))
            .collect(Collectors.joining(" "));
    assertEquals(
        "SHA256SUMS tocsin-1.2.3.template.json tocsin-config-1.2.3 tocsin-dispatch-fn-1.2.3"
            + " tocsin-ingest-fn-1.2.3 tocsin-scheduler-fn-1.2.3",
        kinds);
    Set<String> keys =
        template.all("AWS::Lambda::Function").stream()
            .map(each -> key(each.at("Code", "S3Key")))
            .collect(Collectors.toSet());
    keys.add(key(template.only("AWS::Lambda::LayerVersion").at("Content", "S3Key")));
    assertEquals(
        names.stream().filter(name -> name.endsWith(".zip")).collect(Collectors.toSet()), keys);
    for (String line : Files.readAllLines(folder.resolve("dist/SHA256SUMS"))) {
      String[] parts = line.split("  ", 2);
      assertEquals(
          Release.sum(Files.readAllBytes(folder.resolve("dist").resolve(parts[1]))), parts[0]);
    }
    assertEquals(names.size() - 1, Files.readAllLines(folder.resolve("dist/SHA256SUMS")).size());
  }

  /** The name, behind the prefix that a parameter gives. */
  private static String key(Object name) {
    String flat = String.valueOf(Template.flat(name));
    assertTrue(flat.startsWith("{ArtifactPrefix}"), flat);
    return flat.substring("{ArtifactPrefix}".length());
  }

  @Test
  void whatAnEarlierReleaseLeftIsGoneAndNothingElse() {
    assertFalse(Files.exists(folder.resolve("dist/tocsin-ingest-fn-0.9.0-00000000.zip")));
    assertTrue(Files.exists(folder.resolve("dist/notes.txt")));
  }

  /** With room for what is to come. */
  @Test
  void asItComesCloudFormationTakesItWithoutABucketForTheTemplate(@TempDir Path usual)
      throws IOException {
    long size = size(usual, Map.of());
    assertTrue(size > 10_000 && size <= 44_500, size + " bytes");
  }

  /** With both it is larger, and needs one. */
  @Test
  void withAFrontDeskOrMeetingsItTakesItAsWell(@TempDir Path desk, @TempDir Path meetings)
      throws IOException {
    long withDesk = size(desk, Map.of("DISCORD_PUBLIC_KEY", "0a1b".repeat(16)));
    long withMeetings = size(meetings, Map.of("TOCSIN_MEETING_ATTENDEES", "ann@example.org"));
    for (long size : List.of(withDesk, withMeetings)) {
      assertTrue(size <= Distribution.LARGEST_TEMPLATE, size + " bytes");
    }
  }

  private static long size(Path folder, Map<String, String> settings) throws IOException {
    Packages packages = packages("code");
    new Distribution(
            packages,
            "1.2.3",
            settings,
            Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY", "DISCORD_WEBHOOK_GENERAL"),
            Optional.empty(),
            stack -> TocsinProps.of(packages, "1.2.3").kmsKey(TocsinProps.NEW_KMS_KEY))
        .write(folder);
    return Files.size(folder.resolve("tocsin-1.2.3.template.json"));
  }

  @Test
  void thePartsThatTheRunbookNamesAreInTheTemplate() throws IOException {
    String runbook = Files.readString(Path.of("..", "docs", "operations.md"));
    Set<String> named =
        Pattern.compile("(?:\\(part |\\(arn |`feed )\"?([A-Z]\\w++)(?!\\$)")
            .matcher(runbook)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    assertTrue(named.size() > 5, named.toString());
    named.removeAll(template.resources().map(Resource::id).collect(Collectors.toSet()));
    assertEquals(Set.of(), named);
  }

  @Test
  void itNeedsNoBootstrapAndNoAssets() {
    String whole = template.root().toString();
    assertFalse(whole.contains("cdk-hnb659fds") || whole.contains("BootstrapVersion"), whole);
    assertFalse(whole.contains("aws:cdk:path") || whole.contains("AWS::CDK::Metadata"), whole);
  }

  /** Or CloudFormation would leave the alias on the version that was published before. */
  @Test
  void everyParameterThatReachesAFunctionMakesNewVersions() {
    Set<String> reach =
        template.all("AWS::Lambda::Function").stream()
            .map(each -> Template.flat(each.at("Environment", "Variables")).toString())
            .flatMap(text -> parameters().filter(name -> text.contains("{" + name + "}")))
            .collect(Collectors.toSet());
    assertEquals(Set.of("PublicUrl", "SecretName", "SecretVersion"), reach);
    for (Resource version : template.all("AWS::Lambda::Version")) {
      String description = String.valueOf(Template.flat(version.at("Description")));
      assertTrue(description.contains("Tocsin 1.2.3"), description);
      reach.forEach(name -> assertTrue(description.contains("{" + name + "}"), description));
    }
  }

  @Test
  void aVersionsDescriptionIsNeverTooLong() {
    int longest = "Tocsin 1.2.3-rc.1, secret  , at ".length();
    for (String name : List.of("PublicUrl", "SecretName", "SecretVersion")) {
      longest += (Integer) Template.at(template.root(), "Parameters", name, "MaxLength");
    }
    assertTrue(longest <= 256, longest + " characters");
  }

  private static Stream<String> parameters() {
    return Template.map(template.root().get("Parameters")).keySet().stream().map(String::valueOf);
  }

  @Test
  void otherCodeIsAnotherVersionAndTheSameCodeTheSameBytes(@TempDir Path again) throws IOException {
    distribution("code").write(again);
    for (String name : names) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("dist").resolve(name)),
          Files.readAllBytes(again.resolve(name)),
          name);
    }
    distribution("other code").write(again);
    Template other =
        new Template(
            new ObjectMapper()
                .readValue(again.resolve("tocsin-1.2.3.template.json").toFile(), Map.class));
    Set<String> before = versions(template);
    Set<String> after = versions(other);
    assertEquals(before.size(), after.size());
    after.retainAll(before);
    assertEquals(Set.of(), after, "these would stay on the old code");
  }

  private static Set<String> versions(Template of) {
    return of.all("AWS::Lambda::Version").stream().map(Resource::id).collect(Collectors.toSet());
  }

  @Test
  void anotherCdkAppCanIncludeIt(@TempDir Path work) {
    App app = Template.app(work);
    CfnInclude.Builder.create(new Stack(app, "Including"), "tocsin")
        .templateFile(folder.resolve("dist/tocsin-1.2.3.template.json").toString())
        .parameters(Map.of("ArtifactBucket", "a-bucket", "ArtifactPrefix", "tocsin/"))
        .build();
    Template including =
        new Template((Map<?, ?>) app.synth().getStackByName("Including").getTemplate());
    assertEquals(
        template.resources().map(Resource::id).collect(Collectors.toSet()),
        including.resources().map(Resource::id).collect(Collectors.toSet()));
  }
}
