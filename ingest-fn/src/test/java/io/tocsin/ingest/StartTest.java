package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.history.History;
import io.tocsin.keys.Keys;
import io.tocsin.keys.Quotas;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the function is told at its start. */
class StartTest {
  private static final Map<String, Object> STACK =
      Map.of(
          "tocsin.alerts-queue-url", "http://127.0.0.1:1/000000000000/alerts",
          "tocsin.keys-table", "keys",
          "tocsin.history-table", "history",
          "tocsin.outbox-table", "outbox",
          "tocsin.wakes-queue-url", "http://127.0.0.1:1/000000000000/wakes",
          "tocsin.aws-endpoint-sqs", "http://127.0.0.1:1",
          "tocsin.aws-endpoint-dynamodb", "http://127.0.0.1:1",
          "aws.region", "eu-central-1",
          "aws.accessKeyId", "test",
          "aws.secretKey", "test");

  @Test
  void everyPortIsFoundOnAws() {
    try (ApplicationContext context = ApplicationContext.run(STACK)) {
      assertEquals("io.tocsin.aws", area(context.getBean(AlertQueue.class)));
      assertEquals("io.tocsin.aws", area(context.getBean(Keys.class)));
      assertEquals("io.tocsin.aws", area(context.getBean(Quotas.class)));
      assertEquals("io.tocsin.aws", area(context.getBean(History.class)));
      Reply health = Gateway.Payload.V2.over(context).send(Call.get("/health"));
      assertEquals(200, health.status());
    }
  }

  @Test
  void aPortThatIsNotConfiguredShowsAtTheStart() {
    Map<String, Object> less = new HashMap<>(STACK);
    less.remove("tocsin.alerts-queue-url");
    try (ApplicationContext context = ApplicationContext.run(less)) {
      RuntimeException refusal =
          assertThrows(RuntimeException.class, () -> new IngestFunction(context));
      assertTrue(String.valueOf(refusal.getMessage()).contains("TOCSIN_ALERTS_QUEUE_URL"));
    }
  }

  private static String area(Object bean) {
    return bean.getClass().getPackageName().replaceFirst("^(\\w+\\.\\w+\\.\\w+).*", "$1");
  }

  @Test
  void theDefaultsAreThoseOfTheContract() {
    try (Scene scene = new Scene(none())) {
      Settings settings = scene.context.getBean(Settings.class);
      assertEquals(100, settings.keyQuota());
      assertEquals(100, settings.addressQuota());
      assertFalse(settings.openReads());
      assertTrue(settings.webhookKey().isEmpty());
    }
  }

  private static Map<String, Object> none() {
    return Map.of(
        "WEBHOOK_API_KEY", "",
        "WEBHOOK_SECRET_KEY", "",
        "TOCSIN_KEY_QUOTA", "",
        "TOCSIN_ADDRESS_QUOTA", "");
  }

  @Test
  void settingsMayBeGivenAsPropertiesToo() {
    Map<String, Object> properties = new HashMap<>(none());
    properties.put("tocsin.key-quota", "7");
    properties.put("tocsin.address-quota", 8);
    properties.put("tocsin.open-reads", true);
    properties.put("webhook.api-key", "cm_property");
    properties.put("webhook.secret-key", "s");
    try (Scene scene = new Scene(properties)) {
      Settings settings = scene.context.getBean(Settings.class);
      assertEquals(7, settings.keyQuota());
      assertEquals(8, settings.addressQuota());
      assertTrue(settings.openReads());
      assertEquals("cm_property", settings.webhookKey().orElseThrow().id());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TOCSIN_KEY_QUOTA,0",
    "TOCSIN_KEY_QUOTA,1000001",
    "TOCSIN_KEY_QUOTA,-5",
    "TOCSIN_KEY_QUOTA,many",
    "TOCSIN_ADDRESS_QUOTA,0",
    "TOCSIN_ADDRESS_QUOTA,1e3"
  })
  void aQuotaOutOfRangeIsNamedAtTheStart(String variable, String value) {
    String message = refusedToStart(Map.of(variable, value));
    assertTrue(message.contains(variable + " must be a number from 1 to 1000000"), message);
  }

  @Test
  void openReadsAreTrueOrFalse() {
    assertTrue(refusedToStart(Map.of("TOCSIN_OPEN_READS", "yes")).contains("TOCSIN_OPEN_READS"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY"})
  void halfAKeyIsRefusedAtTheStart(String missing) {
    String message = refusedToStart(Map.of(missing, ""));
    assertTrue(message.contains("set both or neither"), message);
    assertFalse(message.contains(Scene.SECRET));
  }

  @Test
  void aSecretMayHoldAnyCharacter() {
    String secret = "a:b#c=d`e'f\"g\\h $i {j} ü";
    try (Scene scene = new Scene(Map.of("WEBHOOK_SECRET_KEY", secret))) {
      Settings settings = scene.context.getBean(Settings.class);
      assertEquals(secret, settings.webhookKey().orElseThrow().secret().reveal());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "0", "00000000000000000000000000000000"})
  void aPublicKeyThatIsNoneIsNamedAtTheStart(String key) {
    String message = refusedToStart(Map.of("DISCORD_PUBLIC_KEY", key));
    assertTrue(message.contains("DISCORD_PUBLIC_KEY must be 64 hex digits"), message);
    assertTrue(
        refusedToStart(Map.of("DISCORD_PUBLIC_KEY", "0".repeat(64)))
            .contains("DISCORD_PUBLIC_KEY must be a public key of Ed25519"));
  }

  @Test
  void onlyOnOneMachineDiscordMayBeSomewhereElse() {
    Map<String, Object> elsewhere = Map.of("DISCORD_API_URL", "http://127.0.0.1:1/api/v10");
    assertTrue(refusedToStart(elsewhere).contains("DISCORD_API_URL must be"));
    Map<String, Object> local = new HashMap<>(elsewhere);
    local.put("TOCSIN_LOCAL", "true");
    new Scene(local).close();
    new Scene(Map.of("DISCORD_API_URL", "https://discord.com/api/v10/")).close();
    local.put("DISCORD_API_URL", "http://user@127.0.0.1/");
    assertTrue(refusedToStart(local).contains("DISCORD_API_URL must be"));
  }

  private static String refusedToStart(Map<String, Object> settings) {
    return String.valueOf(
        assertThrows(RuntimeException.class, () -> new Scene(settings)).getMessage());
  }
}
