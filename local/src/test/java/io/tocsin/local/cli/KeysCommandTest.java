package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.aws.kms.PlayedKms;
import io.tocsin.keys.AesGcmSealer;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Secret;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DynamoDbLocalExtension.class)
class KeysCommandTest {
  private static final String SEALING = Base64.getEncoder().encodeToString(new byte[32]);

  private final Path directory;
  private final DynamoDbLocal dynamo;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String[] place = {};

  KeysCommandTest(@TempDir Path directory, DynamoDbLocal dynamo) throws IOException {
    this.directory = Files.createTempDirectory(directory, "run");
    this.dynamo = dynamo;
  }

  private int run(String... arguments) {
    return run(environment, arguments);
  }

  private int run(Map<String, String> variables, String... arguments) {
    out.reset();
    err.reset();
    return Main.run(
        new Surroundings(
            variables,
            directory,
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        arguments);
  }

  private int keys(String... arguments) {
    return run(
        Stream.of(new String[] {"keys"}, arguments, place)
            .flatMap(Arrays::stream)
            .toArray(String[]::new));
  }

  /** What a command prints that succeeds. */
  private String done(String... arguments) {
    assertEquals(0, keys(arguments), err());
    return out();
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static String value(String lines, String variable) {
    return lines
        .lines()
        .filter(line -> line.startsWith(variable + "="))
        .map(line -> line.substring(variable.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + variable + " in " + lines));
  }

  private int send(Map<String, String> access) {
    return run(access, "send", "--service", "plex", "--priority", "P1", "--title", "it is down");
  }

  private Map<String, String> access(String id, String secret) {
    Map<String, String> access = new HashMap<>(environment);
    access.put("WEBHOOK_API_KEY", id);
    access.put("WEBHOOK_SECRET_KEY", secret);
    return access;
  }

  @Test
  void aRunningTocsinsKeysAreMadeUsedChangedAndRevoked() {
    Path data = directory.resolve("data");
    try (LocalTocsin tocsin = LocalTocsin.start(LocalOptions.in(data), part -> {})) {
      environment.put("TOCSIN_URL", tocsin.url().toString());
      place = new String[] {"--data", data.toString()};
      assertTrue(done("list").startsWith("No keys."), out());

      String made =
          done("create", "--owner", "heimdallr", "--label", "nas", "--scope", "alert,read");
      String id = value(made, "WEBHOOK_API_KEY");
      String first = value(made, "WEBHOOK_SECRET_KEY");
      assertTrue(err().contains("shown this once"), err());
      assertEquals(0, send(access(id, first)), err());

      String second = value(done("rotate", id), "WEBHOOK_SECRET_KEY");
      assertTrue(err().contains("The old secret counts until"), err());
      assertNotEquals(first, second);
      assertEquals(0, send(access(id, first)), err());
      assertEquals(0, send(access(id, second)), err());
      assertTrue(done("list").contains("old secret until"), out());

      assertTrue(done("quota", id, "7").contains("quota: 7"), out());
      assertTrue(done("quota", id, "default").contains("quota: default"), out());
      done("prefs", id, "--pref", "p3_alerts=true", "--service", "plex", "--service", "nas");
      assertTrue(out().contains("services: nas, plex"), out());
      assertTrue(out().contains("told of: health_changes, p1_alerts, p2_alerts, p3_alerts"), out());
      assertTrue(done("prefs", id, "--all-services").contains("services: all"), out());
      assertTrue(done("allow", id, "10.0.0.0/8", "2001:db8::/32").contains("10.0.0.0/8, 2001:"));
      assertEquals(1, send(access(id, second)));
      assertTrue(err().contains("403"), err());
      assertTrue(done("allow", id).contains("allowed from: anywhere"), out());
      assertEquals(0, send(access(id, second)), err());

      String listed = done("list", "--owner", "heimdallr");
      assertTrue(listed.contains(id + "  active") && listed.contains("alert,read"), listed);
      assertFalse(listed.contains(first) || listed.contains(second), listed);
      assertTrue(done("list", "--owner", "nobody").startsWith("No keys."), out());

      assertTrue(done("revoke", id).contains(id + " is revoked"), out());
      assertEquals(1, send(access(id, second)));
      assertTrue(err().contains("401"), err());
      assertEquals(1, keys("rotate", id));
      assertTrue(err().contains("is revoked, which is for good"), err());
    }
  }

  @Test
  void theKeyOfAStacksKmsInTheShellDoesNotMatterToALocalRun() {
    Path data = directory.resolve("data");
    LocalOptions options =
        LocalOptions.in(data)
            .withDynamoDb(dynamo.endpoint())
            .withEnvironment(Map.of("TOCSIN_KMS_KEY_ID", "arn:of-a-stack"));
    try (LocalTocsin tocsin = LocalTocsin.start(options, part -> {})) {
      environment.put("TOCSIN_URL", tocsin.url().toString());
      place = new String[] {"--data", data.toString()};
      String made = done("create", "--owner", "heimdallr");
      Map<String, String> access =
          access(value(made, "WEBHOOK_API_KEY"), value(made, "WEBHOOK_SECRET_KEY"));
      assertEquals(0, send(access), err());
    }
  }

  @Test
  void theFirstKeyOfAStackIsMadeInItsTable() throws IOException {
    Tables tables = dynamo.freshTables();
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    try (PlayedKms kms = new PlayedKms()) {
      place =
          new String[] {
            "--table", tables.keys(),
            "--region", "us-east-1",
            "--endpoint", dynamo.endpoint().toString(),
            "--kms-key", kms.newKey(),
            "--kms-endpoint", kms.endpoint().toString()
          };
      String made = done("create", "--owner", "ops", "--scope", "alert,read,admin");
      String id = value(made, "WEBHOOK_API_KEY");
      assertNotEquals(
          value(made, "WEBHOOK_SECRET_KEY"),
          value(done("rotate", id, "--grace", "0s"), "WEBHOOK_SECRET_KEY"));
      assertTrue(err().contains("counts no more"), err());
      assertTrue(done("list").contains("alert,read,admin"), out());
      assertTrue(done("revoke", id).contains("revoked"), out());
      assertTrue(kms.calls.get(0).contains("{\"tocsin:key\":\"" + id + "\"}"), kms.calls.get(0));

      place[1] = "nowhere";
      assertEquals(1, keys("list"));
      assertTrue(err().startsWith("AWS refused"), err());
    }
  }

  @Test
  void whatIsSealedWithTheSealingKeyIsWhatTheFunctionsOpen() {
    Tables tables = dynamo.freshTables();
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_REGION", "us-east-1");
    place = new String[] {"--table", tables.keys(), "--endpoint", dynamo.endpoint().toString()};
    assertEquals(1, keys("list"));
    assertTrue(err().contains("TOCSIN_SEALING_KEY"), err());

    environment.put("TOCSIN_SEALING_KEY", SEALING);
    String made = done("create", "--owner", "ops");

    ApiKey key =
        DynamoDbLocal.stores(dynamo.client(), tables, Clock.systemUTC())
            .keys(new AesGcmSealer(new byte[32], new SecureRandom()))
            .find(value(made, "WEBHOOK_API_KEY"))
            .orElseThrow();
    assertEquals(Secret.of(value(made, "WEBHOOK_SECRET_KEY")), key.secret());
  }

  @Test
  void wrongCommandsSayWhatToMend() {
    assertEquals(2, keys("create", "--owner", "me", "--scope", "root"));
    assertTrue(err().contains("must be one of alert, read, intent, admin"), err());
    assertEquals(2, keys("create", "--owner", "me", "--allow", "home"));
    assertTrue(err().contains("'home' is not an address range"), err());
    assertEquals(2, keys("rotate", "cm_1", "--grace", "soon"));
    assertTrue(err().contains("'soon' is not a time such as 24h"), err());
    assertEquals(2, keys("quota", "cm_1", "many"));
    assertTrue(err().contains("1 to 1000000"), err());
    assertEquals(2, keys("prefs", "cm_1"));
    assertEquals(2, keys("prefs", "cm_1", "--service", "a", "--all-services"));
    assertEquals(0, keys());
    assertTrue(out().contains("rotate"), out());
  }
}
