package io.tocsin.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.infra.FunctionRole;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packages as Lambda gets them: each function is made in a JVM of its own, with nothing on its
 * class path but its package, and nothing in its environment but what the stack and Lambda set. No
 * network is needed for that.
 */
class PackagesTest {
  /** Lambda takes more, but unpacks it at every cold start. */
  private static final long LARGEST = 25_000_000;

  /** Where nothing listens. */
  private static final Map<String, String> QUEUES =
      Stream.of("ALERTS", "WAKES", "DEAD_LETTERS", "INTERACTIONS", "MEETINGS")
          .collect(
              Collectors.toMap(
                  name -> "TOCSIN_" + name + "_QUEUE_URL", name -> "http://127.0.0.1:1/" + name));

  /** What people choose for a stack. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("TOCSIN_KEYS_TABLE", "keys"),
          Map.entry("TOCSIN_OUTBOX_TABLE", "outbox"),
          Map.entry("TOCSIN_HISTORY_TABLE", "history"),
          Map.entry("TOCSIN_DIRECT_MESSAGES", "false"),
          Map.entry("WEBHOOK_API_KEY", "none"),
          Map.entry("WEBHOOK_SECRET_KEY", "none"),
          Map.entry("TOCSIN_ARCHIVE_BUCKET", "archive"),
          Map.entry("TOCSIN_KMS_KEY_ID", "arn:aws:kms:eu-central-1:123456789012:key/none"),
          Map.entry(
              "DISCORD_PUBLIC_KEY",
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
          Map.entry("DISCORD_WEBHOOK_GENERAL", "https://discord.com/api/webhooks/1/none"),
          Map.entry("SLOTIFY_API_URL", "https://slotify.example.org/v1"),
          Map.entry("SLOTIFY_API_KEY", "none"),
          Map.entry("CHAINSYNC_API_URL", "https://chainsync.example.org"),
          Map.entry("CHAINSYNC_API_KEY", "none"),
          Map.entry("TOCSIN_MEETING_MAIL_URL", "ses:eu-central-1"),
          Map.entry("TOCSIN_MEETING_MAIL_FROM", "alerts@example.org"),
          Map.entry("TOCSIN_MEETING_ATTENDEES", "ann@example.org"),
          Map.entry("TOCSIN_MODEL_PROVIDER", "bedrock"),
          Map.entry("TOCSIN_MODEL_NAME", "none"));

  @ParameterizedTest
  @EnumSource
  void eachFunctionStartsFromItsPackage(FunctionRole function, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path zip = function.code(Unpacked.PACKAGES);
    assertTrue(Files.exists(zip), zip + " is not there; run ./mvnw verify");
    assertTrue(Files.size(zip) <= LARGEST, zip + " has " + Files.size(zip) + " bytes");

    Set<String> always = Surroundings.always(function);
    start(function, folder, always);
    start(function, folder, Surroundings.with(always, Surroundings.chosen(function)));
  }

  private static void start(FunctionRole function, Path folder, Set<String> variables)
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
    starter.environment().putAll(QUEUES);
    starter.environment().putAll(SETTINGS);
    starter.environment().keySet().retainAll(variables);
    starter.environment().putAll(Surroundings.ofLambda(function));
    Process process = starter.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    assertTrue(ended, () -> "it did not start in two minutes: " + read(log));
    assertEquals(0, process.exitValue(), () -> variables + ": " + read(log));
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
