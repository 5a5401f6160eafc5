package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CloudFormationValidatePlugin;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.cloudformation.include.CfnInclude;

/** What others' rules say of the stack; what is against them has its reason here. */
class ChecksTest {
  private static final String NAG_REPORT = "AwsSolutions-Tocsin-NagReport.csv";
  private static final Pattern AGAINST =
      Pattern.compile("^\"([^\"]+)\",\"([^\"]+)\",\"(?!Compliant|N/A)");
  private static final String REPORT = "validation-report.json";

  /** The rules that are not kept, with the places where they are not, and why. */
  private static final Map<String, Excuse> NOT_KEPT =
      Map.of(
          "AwsSolutions-APIG4",
          new Excuse(
              "Tocsin/tocsin/gateway/api/.*",
              "the function checks signatures over the raw body, which no authorizer is given"),
          "AwsSolutions-SQS3",
          new Excuse(
              "Tocsin/tocsin/queues/(changes-failed|dead-letters|sources-failed)/Resource",
              "they take what is dead: from functions with the reason, from a stream, from topics"));

  private static final Map<String, String> SETTINGS =
      Map.of(
          "DISCORD_PUBLIC_KEY", "not looked at",
          "TOCSIN_MEETING_ATTENDEES", "ann@example.org");

  private record Excuse(String places, String reason) {}

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void needNode() {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
  }

  @Test
  void cdkNagFindsNothingThatHasNoReason() throws IOException {
    App app = Template.app(folder);
    Template.stack(app, folder, ChecksTest::much);
    Aspects.of(app).add(new AwsSolutionsChecks());
    app.synth();

    List<String> report = Files.readAllLines(folder.resolve("cdk.out").resolve(NAG_REPORT));
    assertTrue(report.size() > 30, () -> "the stack was looked at: " + report);
    Set<String> rules = new TreeSet<>();
    for (String line : report) {
      Matcher found = AGAINST.matcher(line);
      if (found.find()) {
        String rule = found.group(1);
        rules.add(rule);
        Excuse excuse = NOT_KEPT.getOrDefault(rule, new Excuse("", ""));
        assertTrue(
            found.group(2).matches(excuse.places()),
            () -> line + "\nMend it, or give the reason here");
      }
    }
    assertEquals(NOT_KEPT.keySet(), rules, "what is kept needs no reason");
    NOT_KEPT.values().forEach(each -> assertTrue(each.reason().length() > 30));
  }

  @Test
  void cloudFormationsValidatorFindsNothing() throws IOException {
    App app = Template.app(folder);
    Template.stack(app, folder, ChecksTest::much);
    assertEquals("", violations(app));
  }

  /** But that the name of a secret is taken for one. */
  @Test
  void norInThePortableTemplateAsItIsWritten() throws IOException {
    Path code = Files.writeString(folder.resolve("code.zip"), "not looked into");
    Packages packages = new Packages(code, code, code);
    new Distribution(
            packages,
            "1.2.3",
            SETTINGS,
            Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY", "DISCORD_WEBHOOK_GENERAL"),
            Optional.empty(),
            stack -> much(TocsinProps.of(packages, "1.2.3")).archived(true))
        .write(folder.resolve("dist"));
    App app = Template.app(folder);
    CfnInclude.Builder.create(new Stack(app, "Including"), "tocsin")
        .templateFile(folder.resolve("dist/tocsin-1.2.3.template.json").toString())
        .build();
    assertEquals(
        Set.of(
            "Parameters/SecretName: Parameter 'SecretName' appears to be a password but does not"
                + " have NoEcho set to true"),
        Pattern.compile("\"description\": \"([^\"]*)\"")
            .matcher(violations(app))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet()));
  }

  /** Otherwise the tests above could not fail. */
  @Test
  void theValidatorFindsWhatIsWrong() {
    App app = Template.app(folder);
    CfnResource.Builder.create(new Stack(app, "Wrong"), "queue")
        .type("AWS::SQS::Queue")
        .properties(Map.of("VisibilityTimeout", "long", "Colour", "red"))
        .build();
    assertTrue(violations(app).contains("Colour"), "the wrong property was found");
  }

  private String violations(App app) {
    Validations.of(app).addPlugins(new CloudFormationValidatePlugin());
    try {
      app.synth();
      String report = Files.readString(folder.resolve("cdk.out").resolve(REPORT));
      return report.contains("\"pluginReports\": []") ? "" : report;
    } catch (IOException e) {
      throw new IllegalStateException("the validator left no report", e);
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static TocsinProps.Builder much(TocsinProps.Builder props) {
    return props
        .settings(SETTINGS)
        .sources(Set.of("arn:aws:sns:eu-central-1:123456789012:billing"))
        .kmsKey(TocsinProps.NEW_KMS_KEY);
  }
}
