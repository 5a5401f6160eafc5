package io.tocsin.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.infra.FunctionRole;
import io.tocsin.infra.TocsinProps;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packages as Lambda gets them: each function is made in a JVM of its own, with nothing on its
 * class path but its package, and nothing in its environment but what the stack and Lambda set. No
 * network is needed for that.
 */
@ExtendWith(NeedsNode.class)
@TestInstance(Lifecycle.PER_CLASS)
class PackagesTest {
  /** Lambda takes more, but unpacks it at every cold start. */
  private static final long LARGEST = 25_000_000;

  /** What people choose for a stack with everything on, of which the secrets are none. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry(
              "DISCORD_PUBLIC_KEY",
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
          Map.entry("SLOTIFY_API_URL", "https://slotify.example.org/v1"),
          Map.entry("CHAINSYNC_API_URL", "https://chainsync.example.org"),
          Map.entry("TOCSIN_MEETING_MAIL_URL", "ses:eu-central-1"),
          Map.entry("TOCSIN_MEETING_MAIL_FROM", "alerts@example.org"),
          Map.entry("TOCSIN_MEETING_ATTENDEES", "ann@example.org"),
          Map.entry("TOCSIN_MODEL_PROVIDER", "bedrock"),
          Map.entry("TOCSIN_MODEL_NAME", "none"));

  private static final Map<String, String> SECRETS =
      Map.of(
          "WEBHOOK_API_KEY", "none",
          "WEBHOOK_SECRET_KEY", "none",
          "DISCORD_WEBHOOK_GENERAL", "https://discord.com/api/webhooks/1/none",
          "SLOTIFY_API_KEY", "none",
          "CHAINSYNC_API_KEY", "none");

  private StackTemplate plain;
  private StackTemplate full;

  @BeforeAll
  void synthesise() {
    plain = StackTemplate.of(Map.of(), Set.of(), UnaryOperator.identity());
    full =
        StackTemplate.of(
            SETTINGS,
            SECRETS.keySet(),
            props -> props.kmsKey(TocsinProps.NEW_KMS_KEY).archived(true));
  }

  @ParameterizedTest
  @EnumSource
  void eachFunctionStartsFromItsPackage(FunctionRole function, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path zip = function.code(Unpacked.PACKAGES);
    assertTrue(Files.exists(zip), zip + " is not there; run ./mvnw verify");
    assertTrue(Files.size(zip) <= LARGEST, zip + " has " + Files.size(zip) + " bytes");

    // Not every function is in a stack for which nothing was chosen.
    if (plain.has(function)) {
      start(function, folder, variables(plain, function));
    }
    assertTrue(full.has(function));
    start(function, folder, variables(full, function));
  }

  /** As the template has them, of queues and tables that are nowhere. */
  private static Map<String, String> variables(StackTemplate template, FunctionRole function) {
    Map<String, String> names = new HashMap<>();
    template
        .all("AWS::SQS::Queue")
        .keySet()
        .forEach(id -> names.put(id, "http://127.0.0.1:1/" + id));
    template.all("AWS::DynamoDB::Table").keySet().forEach(id -> names.put(id, id));
    template.all("AWS::S3::Bucket").keySet().forEach(id -> names.put(id, "a-bucket"));
    template
        .all("AWS::KMS::Key")
        .keySet()
        .forEach(id -> names.put(id, "arn:aws:kms:eu-central-1:123456789012:key/none"));
    Named resources = new Named(template, names, SECRETS);
    Map<String, String> variables = new HashMap<>();
    template
        .environment(function)
        .forEach((name, expression) -> variables.put(name, resources.value(expression)));
    return variables;
  }

  private static void start(FunctionRole function, Path folder, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder starter =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Unpacked.of(function).resolve("lib")
                + "/*"
                + File.pathSeparator
                + Path.of("target", "test-classes"),
            Starter.class.getName(),
            function.handler());
    starter.environment().clear();
    starter.environment().putAll(variables);
    starter.environment().putAll(Surroundings.ofLambda(function));
    Process process = starter.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    assertTrue(ended, () -> "it did not start in two minutes: " + read(log));
    assertEquals(0, process.exitValue(), () -> variables.keySet() + ": " + read(log));
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
