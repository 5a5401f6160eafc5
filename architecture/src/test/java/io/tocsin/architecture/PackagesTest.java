package io.tocsin.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.infra.FunctionRole;
import io.tocsin.infra.Packages;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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

  private static final Packages PACKAGES = Packages.builtIn(Sources.ROOT, "0.1.0");

  /** What every function has, and which tables there are. */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "none",
          "AWS_SECRET_ACCESS_KEY", "none",
          "TOCSIN_KEYS_TABLE", "keys",
          "TOCSIN_OUTBOX_TABLE", "outbox",
          "TOCSIN_HISTORY_TABLE", "history");

  private static final Map<String, String> QUEUES =
      Stream.of("ALERTS", "WAKES", "DEAD_LETTERS", "INTERACTIONS", "MEETINGS")
          .collect(
              Collectors.toMap(
                  name -> "TOCSIN_" + name + "_QUEUE_URL", name -> "http://127.0.0.1:1/" + name));

  /** What people choose for a stack. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
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
    Path zip = function.code(PACKAGES);
    assumeTrue(Files.exists(zip), zip + " is not built; run ./mvnw verify to test it");
    assertTrue(Files.size(zip) <= LARGEST, zip + " has " + Files.size(zip) + " bytes");

    unpack(zip, folder);
    start(function, folder, withoutChoices(function));
    Set<String> all = new HashSet<>(withoutChoices(function));
    all.addAll(chosen(function));
    start(function, folder, all);
  }

  private static void start(FunctionRole function, Path folder, Set<String> variables)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder starter =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            folder.resolve("lib") + "/*" + File.pathSeparator + Path.of("target", "test-classes"),
            Starter.class.getName(),
            function.handler());
    starter.environment().clear();
    starter.environment().putAll(ALWAYS);
    starter.environment().putAll(QUEUES);
    starter.environment().putAll(SETTINGS);
    starter
        .environment()
        .keySet()
        .removeIf(name -> !ALWAYS.containsKey(name) && !variables.contains(name));
    Process process = starter.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    assertTrue(ended, () -> "it did not start in two minutes: " + read(log));
    assertEquals(0, process.exitValue(), () -> variables + ": " + read(log));
  }

  /** What a function has of a stack for which nothing was chosen, or where it is there at all. */
  private static Set<String> withoutChoices(FunctionRole function) {
    return switch (function) {
      case INGEST -> Set.of("TOCSIN_ALERTS_QUEUE_URL", "TOCSIN_WAKES_QUEUE_URL");
      case ANSWER -> Set.of("TOCSIN_ALERTS_QUEUE_URL", "TOCSIN_INTERACTIONS_QUEUE_URL");
      case ROUTE, DRAIN ->
          Set.of(
              "TOCSIN_ALERTS_QUEUE_URL", "TOCSIN_WAKES_QUEUE_URL", "TOCSIN_DEAD_LETTERS_QUEUE_URL");
      case TICK -> Set.of("TOCSIN_WAKES_QUEUE_URL");
      case COUNT -> Set.of();
      case MEET ->
          Set.of(
              "TOCSIN_ALERTS_QUEUE_URL", "TOCSIN_MEETINGS_QUEUE_URL", "TOCSIN_MEETING_ATTENDEES");
    };
  }

  /** What it may have besides. */
  private static Set<String> chosen(FunctionRole function) {
    return switch (function) {
      case INGEST ->
          Set.of(
              "TOCSIN_INTERACTIONS_QUEUE_URL",
              "TOCSIN_MEETINGS_QUEUE_URL",
              "TOCSIN_KMS_KEY_ID",
              "TOCSIN_MEETING_ATTENDEES",
              "TOCSIN_MODEL_PROVIDER",
              "TOCSIN_MODEL_NAME",
              "DISCORD_PUBLIC_KEY",
              "SLOTIFY_API_URL");
      case ANSWER -> Set.of("TOCSIN_KMS_KEY_ID");
      case ROUTE -> Set.of("DISCORD_WEBHOOK_GENERAL", "SLOTIFY_API_URL");
      case DRAIN ->
          Set.of("DISCORD_WEBHOOK_GENERAL", "SLOTIFY_API_URL", "TOCSIN_MEETINGS_QUEUE_URL");
      case TICK -> Set.of("TOCSIN_MEETINGS_QUEUE_URL");
      case COUNT -> Set.of();
      case MEET ->
          Set.of(
              "SLOTIFY_API_URL",
              "SLOTIFY_API_KEY",
              "CHAINSYNC_API_URL",
              "CHAINSYNC_API_KEY",
              "TOCSIN_MEETING_MAIL_URL",
              "TOCSIN_MEETING_MAIL_FROM",
              "TOCSIN_MODEL_PROVIDER",
              "TOCSIN_MODEL_NAME");
    };
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    Files.createDirectory(folder.resolve("lib"));
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(file)) {
      ZipEntry entry = entries.getNextEntry();
      while (entry != null) {
        if (!entry.isDirectory()) {
          Path jar = folder.resolve("lib").resolve(Path.of(entry.getName()).getFileName());
          Files.copy(entries, jar);
        }
        entry = entries.getNextEntry();
      }
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
