package io.tocsin.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.routing.Routing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void theDefaultsAreThose() {
    Settings settings = from(Map.of("TOCSIN_PUBLIC_URL", " ", "TOCSIN_CONFIG", ""));
    assertEquals(Budget.perMinute(25, 5), settings.discord().budget());
    assertEquals(3, settings.discord().retries());
    assertEquals(Duration.ofSeconds(10), settings.discord().timeout());
    assertEquals(100, settings.discord().queueSize());
    assertEquals(Optional.empty(), settings.config());
    assertEquals(Optional.empty(), settings.publicUrl());
    assertEquals(Duration.ofHours(24), settings.giveUpAfter());
    assertEquals(AllowedAddresses.NONE, settings.allowed());
  }

  @Test
  void eachIsRead() {
    Settings settings =
        from(
            Map.of(
                "TOCSIN_CONFIG", "/opt/tocsin.yml",
                "TOCSIN_PUBLIC_URL", "https://alerts.example.org/",
                "TOCSIN_GIVE_UP_AFTER", "PT90M",
                "TOCSIN_ALLOW_ADDRESSES", "hooks.internal"));
    assertEquals(AllowedAddresses.parse("hooks.internal"), settings.allowed());
    assertEquals(Optional.of(Path.of("/opt/tocsin.yml")), settings.config());
    assertEquals(Optional.of("https://alerts.example.org/"), settings.publicUrl());
    assertEquals(Duration.ofMinutes(90), settings.giveUpAfter());
  }

  @ParameterizedTest
  @CsvSource({
    "TOCSIN_GIVE_UP_AFTER, 24h",
    "TOCSIN_GIVE_UP_AFTER, PT1S",
    "TOCSIN_GIVE_UP_AFTER, P31D",
    "TOCSIN_ALLOW_ADDRESSES, 10.0.0.0/40",
    "TOCSIN_PUBLIC_URL,    alerts.example.org",
    "TOCSIN_PUBLIC_URL,    https://alerts.example.org?a=b",
    "DISCORD_RATE_LIMIT,   31",
    "DISCORD_QUEUE_SIZE,   0"
  })
  void aBadValueStopsTheStartByItsName(String name, String value) {
    RuntimeException stop = assertThrows(RuntimeException.class, () -> from(Map.of(name, value)));
    assertTrue(stop.toString().contains(name), stop.toString());
  }

  @Test
  void variablesOfTheEnvironmentAreFoundByTheirNames() {
    Map.Entry<String, String> some =
        System.getenv().entrySet().stream()
            .filter(variable -> variable.getKey().matches("[A-Z_]{3,}"))
            .filter(variable -> !variable.getValue().isBlank())
            .findFirst()
            .orElseThrow();
    try (ApplicationContext context = ApplicationContext.run()) {
      assertEquals(
          Optional.of(some.getValue()), context.getBean(Variables.class).apply(some.getKey()));
      assertEquals(Optional.empty(), context.getBean(Variables.class).apply("TOCSIN_NO_SUCH"));
    }
  }

  @Test
  void aPropertySourceMayTakeTheEnvironmentsPlace() {
    try (ApplicationContext context =
        context(Map.of("tocsin.give-up-after", "PT1H", "DISCORD_RETRY_ATTEMPTS", "7"))) {
      Settings settings = context.getBean(Settings.class);
      assertEquals(Duration.ofHours(1), settings.giveUpAfter());
      assertEquals(7, settings.discord().retries());
    }
  }

  @Test
  void theFileRoutesWhenThereIsOne(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tocsin.yml");
    Files.writeString(
        file,
        """
        version: 1
        targets:
          mine: { channel: slack, url: "${env:MY_HOOK}" }
        routes:
          - to: mine
        """);
    Map<String, String> variables = new HashMap<>();
    variables.put("TOCSIN_CONFIG", file.toString());
    variables.put("MY_HOOK", "https://hooks.slack.com/services/t0k3n");
    assertEquals(List.of("mine"), List.copyOf(routing(variables).targets().keySet()));

    variables.remove("MY_HOOK");
    BeanInstantiationException stop =
        assertThrows(BeanInstantiationException.class, () -> routing(variables));
    assertTrue(stop.toString().contains("line 3, column 32: the variable MY_HOOK is not set"));
  }

  @Test
  void aFileThatIsNotThereStopsTheStart() {
    BeanInstantiationException stop =
        assertThrows(
            BeanInstantiationException.class,
            () -> routing(Map.of("TOCSIN_CONFIG", "/no/such/tocsin.yml")));
    assertTrue(stop.toString().contains("TOCSIN_CONFIG names a file that cannot be read"));
  }

  @Test
  void allChannelsAreFoundWithoutAList() {
    try (ApplicationContext context = context(Map.of())) {
      assertEquals(
          List.of(
              "discord",
              "discord-dm",
              "email",
              "matrix",
              "meeting",
              "pagerduty",
              "slack",
              "sns",
              "teams",
              "telegram",
              "webhook"),
          context.getBeansOfType(Channel.class).stream().map(Channel::name).sorted().toList());
    }
  }

  @Test
  void theReleaseIsKnown() {
    assertTrue(Release.VERSION.matches("\\d+\\.\\d+\\.\\d+.*"), Release.VERSION);
  }

  private static Routing routing(Map<String, String> variables) {
    try (ApplicationContext context = context(variables)) {
      return context.getBean(Routing.class);
    }
  }

  private static ApplicationContext context(Map<String, String> variables) {
    return ApplicationContext.builder()
        .propertySources(PropertySource.of("variables", new HashMap<>(variables)))
        .eagerInitSingletons(false)
        .start();
  }

  private static Settings from(Map<String, String> variables) {
    return Settings.from(name -> Optional.ofNullable(variables.get(name)));
  }
}
