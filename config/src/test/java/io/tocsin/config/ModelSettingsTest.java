package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.config.InvalidConfigException.Mistake;
import io.tocsin.keys.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSettingsTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "TOCSIN_MODEL_PROVIDER", "openai",
          "TOCSIN_MODEL_NAME", "gpt-test",
          "TOCSIN_MODEL_KEY", "sk-hush");

  @Test
  void withoutAProviderNobodyIsAsked() {
    assertEquals(Optional.empty(), from(Map.of()));
    assertEquals(
        Optional.empty(),
        from(Map.of("TOCSIN_MODEL_KEY", "sk-hush", "TOCSIN_MODEL_NAME", "gpt-test")));
    assertEquals(Optional.empty(), from(with("TOCSIN_MODEL_PROVIDER", " ")));
  }

  @Test
  void theDefaultsAreThose() {
    assertEquals(
        Optional.of(
            new ModelSettings(
                new ModelName(ModelName.Provider.OPENAI, "gpt-test"),
                Optional.empty(),
                Optional.of(Secret.of("sk-hush")),
                Duration.ofSeconds(8),
                12_000,
                2_000,
                5)),
        from(LEAST));
  }

  @Test
  void eachIsRead() {
    Map<String, String> all = new HashMap<>(LEAST);
    all.put("TOCSIN_MODEL_URL", "https://models.example.org/v1");
    all.put("TOCSIN_MODEL_TIMEOUT_SECONDS", "30");
    all.put("TOCSIN_MODEL_INPUT_CHARACTERS", "2000");
    all.put("TOCSIN_MODEL_ANSWER_TOKENS", "16384");
    all.put("TOCSIN_MODEL_REQUESTS_PER_MINUTE", "1");
    assertEquals(
        Optional.of(
            new ModelSettings(
                new ModelName(ModelName.Provider.OPENAI, "gpt-test"),
                Optional.of(URI.create("https://models.example.org/v1")),
                Optional.of(Secret.of("sk-hush")),
                Duration.ofSeconds(30),
                2_000,
                16_384,
                1)),
        from(all));
  }

  @Test
  void bedrockNeedsNoKey() {
    Map<String, String> variables =
        Map.of(
            "TOCSIN_MODEL_PROVIDER", "bedrock",
            "TOCSIN_MODEL_NAME", "eu.anthropic.claude-haiku-4-5-20251001-v1:0");
    ModelSettings settings = from(variables).orElseThrow();
    assertEquals(Optional.empty(), settings.key());
    assertEquals(
        "bedrock eu.anthropic.claude-haiku-4-5-20251001-v1:0", settings.model().maker().toString());
    assertEquals(Optional.of(settings.model()), ModelName.from(look(variables)));
  }

  @Test
  void theNameAloneIsReadWithoutTheKey() {
    assertEquals(
        Optional.of(new ModelName(ModelName.Provider.OPENAI, "gpt-test")),
        ModelName.from(
            look(Map.of("TOCSIN_MODEL_PROVIDER", "openai", "TOCSIN_MODEL_NAME", "gpt-test"))));
    assertEquals(Optional.empty(), ModelName.from(look(Map.of("TOCSIN_MODEL_NAME", "gpt-test"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TOCSIN_MODEL_PROVIDER            | skynet            | must be one of openai, bedrock",
        "TOCSIN_MODEL_NAME                | ''                | must name the model",
        "TOCSIN_MODEL_NAME                | a model           | must name the model",
        "TOCSIN_MODEL_KEY                 | ''                | must be set",
        "TOCSIN_MODEL_KEY                 | two words         | must be set",
        "TOCSIN_MODEL_URL                 | http://m.test/v1  | must be an address",
        "TOCSIN_MODEL_URL                 | https://a:b@m.test | must be an address",
        "TOCSIN_MODEL_URL                 | https://m.test?k=1 | must be an address",
        "TOCSIN_MODEL_URL                 | https:///v1       | must be an address",
        "TOCSIN_MODEL_URL                 | not an address    | must be an address",
        "TOCSIN_MODEL_TIMEOUT_SECONDS     | 0                 | from 1 to 30",
        "TOCSIN_MODEL_TIMEOUT_SECONDS     | 31                | from 1 to 30",
        "TOCSIN_MODEL_INPUT_CHARACTERS    | 1999              | from 2000 to 100000",
        "TOCSIN_MODEL_INPUT_CHARACTERS    | 100001            | from 2000 to 100000",
        "TOCSIN_MODEL_ANSWER_TOKENS       | 255               | from 256 to 16384",
        "TOCSIN_MODEL_ANSWER_TOKENS       | 16385             | from 256 to 16384",
        "TOCSIN_MODEL_REQUESTS_PER_MINUTE | 0                 | from 1 to 1000",
        "TOCSIN_MODEL_REQUESTS_PER_MINUTE | 1001              | from 1 to 1000"
      })
  void aMistakeIsNamedWithWhatWouldBeRightAndNeverQuoted(String name, String value, String mend) {
    InvalidConfigException stop =
        assertThrows(InvalidConfigException.class, () -> from(with(name, value)), name);
    assertEquals(1, stop.mistakes().size(), stop.getMessage());
    assertTrue(stop.toString().contains(": " + name + " "), stop.toString());
    assertTrue(stop.toString().contains(mend), stop.toString());
    assertFalse(stop.toString().contains("hush"), stop.toString());
    assertFalse(stop.toString().contains("two words"), stop.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TOCSIN_MODEL_URL", "TOCSIN_MODEL_KEY"})
  void whatBedrockHasNoUseForIsAMistake(String name) {
    InvalidConfigException stop =
        assertThrows(
            InvalidConfigException.class,
            () ->
                from(
                    Map.of(
                        "TOCSIN_MODEL_PROVIDER",
                        "bedrock",
                        "TOCSIN_MODEL_NAME",
                        "m",
                        name,
                        "https://models.example.org")));
    assertEquals(
        List.of(name + " must not be set: Bedrock goes by the function's role"),
        stop.mistakes().stream().map(Mistake::mend).toList());
  }

  @Test
  void onOneMachineAModelMayBeReachedInTheClear() {
    Map<String, String> variables =
        new HashMap<>(with("TOCSIN_MODEL_URL", "http://127.0.0.1:1/v1"));
    variables.put("TOCSIN_LOCAL", "true");
    assertEquals(
        Optional.of(URI.create("http://127.0.0.1:1/v1")), from(variables).orElseThrow().url());
  }

  @Test
  void printingThemShowsNoKey() {
    assertFalse(from(LEAST).orElseThrow().toString().contains("hush"));
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> variables = new HashMap<>(LEAST);
    variables.put(name, value);
    return variables;
  }

  private static Optional<ModelSettings> from(Map<String, String> variables) {
    return ModelSettings.from(look(variables));
  }

  private static Function<String, Optional<String>> look(Map<String, String> variables) {
    return name -> Optional.ofNullable(variables.get(name));
  }
}
