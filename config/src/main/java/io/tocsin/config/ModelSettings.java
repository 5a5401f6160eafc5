package io.tocsin.config;

import io.tocsin.keys.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a language model is asked about alerts, as the environment says.
 *
 * @param url where an API like OpenAI's is, its version included, from {@code TOCSIN_MODEL_URL};
 *     absent for OpenAI's own
 * @param key of that API, from {@code TOCSIN_MODEL_KEY}; Bedrock goes by the function's role
 *     instead
 * @param timeout of one request, from {@code TOCSIN_MODEL_TIMEOUT_SECONDS}: 1 to 30
 * @param inputCharacters of the data about an alert, from {@code TOCSIN_MODEL_INPUT_CHARACTERS}: of
 *     what is longer, each text is cut; 2,000 to 100,000
 * @param answerTokens the longest answer, from {@code TOCSIN_MODEL_ANSWER_TOKENS}: 256 to 16,384
 * @param requestsPerMinute of all functions together, from {@code
 *     TOCSIN_MODEL_REQUESTS_PER_MINUTE}: 1 to 1,000
 */
public record ModelSettings(
    ModelName model,
    Optional<URI> url,
    Optional<Secret> key,
    Duration timeout,
    int inputCharacters,
    int answerTokens,
    int requestsPerMinute) {
  private static final String URL = "TOCSIN_MODEL_URL";
  private static final String KEY = "TOCSIN_MODEL_KEY";
  private static final int TIMEOUT_SECONDS = 8;
  private static final int LONGEST_TIMEOUT = 30;
  private static final int INPUT_CHARACTERS = 12_000;
  private static final int SHORTEST_INPUT = 2_000;
  private static final int LONGEST_INPUT = 100_000;
  private static final int ANSWER_TOKENS = 2_000;
  private static final int SHORTEST_ANSWER = 256;
  private static final int LONGEST_ANSWER = 16_384;
  private static final int REQUESTS_PER_MINUTE = 5;
  private static final int MOST_REQUESTS = 1_000;

  /**
   * Reads the variables; one that is not set has its default. Absent when no provider is named, and
   * then no language model is asked, whatever else is set.
   *
   * @throws InvalidConfigException naming each variable that is missing or out of its range
   */
  public static Optional<ModelSettings> from(Function<String, Optional<String>> lookup) {
    Variables variables = new Variables(lookup);
    if (variables.get(ModelName.PROVIDER).isEmpty()) {
      return Optional.empty();
    }
    Mistakes mistakes = new Mistakes();
    Optional<ModelName> model = ModelName.read(variables, mistakes);
    Optional<URI> url = url(variables, mistakes);
    Optional<Secret> key = variables.get(KEY).map(Secret::of);
    model.ifPresent(known -> checkAccess(known, variables, mistakes));
    Ranges ranges = new Ranges(variables, mistakes);
    int timeout =
        ranges.integer("TOCSIN_MODEL_TIMEOUT_SECONDS", 1, LONGEST_TIMEOUT).orElse(TIMEOUT_SECONDS);
    int input =
        ranges
            .integer("TOCSIN_MODEL_INPUT_CHARACTERS", SHORTEST_INPUT, LONGEST_INPUT)
            .orElse(INPUT_CHARACTERS);
    int answer =
        ranges
            .integer("TOCSIN_MODEL_ANSWER_TOKENS", SHORTEST_ANSWER, LONGEST_ANSWER)
            .orElse(ANSWER_TOKENS);
    int requests =
        ranges
            .integer("TOCSIN_MODEL_REQUESTS_PER_MINUTE", 1, MOST_REQUESTS)
            .orElse(REQUESTS_PER_MINUTE);
    mistakes.check();
    return model.map(
        known ->
            new ModelSettings(
                known, url, key, Duration.ofSeconds(timeout), input, answer, requests));
  }

  private static void checkAccess(ModelName model, Variables variables, Mistakes mistakes) {
    switch (model.provider()) {
      case OPENAI -> {
        if (variables.get(KEY).filter(key -> key.matches("[!-~]{1,4096}")).isEmpty()) {
          mistakes.add(KEY + " must be set to the API's key, in visible ASCII characters");
        }
      }
      case BEDROCK -> {
        for (String name : List.of(URL, KEY)) {
          if (variables.get(name).isPresent()) {
            mistakes.add(name + " must not be set: Bedrock goes by the function's role");
          }
        }
      }
    }
  }

  private static Optional<URI> url(Variables variables, Mistakes mistakes) {
    Optional<String> text = variables.get(URL);
    Optional<URI> url = text.flatMap(ModelSettings::parsed).filter(uri -> fits(uri, variables));
    if (text.isPresent() && url.isEmpty()) {
      mistakes.add(
          URL + " must be an address such as https://models.example.org/v1, without user or query");
    }
    return url;
  }

  private static boolean fits(URI url, Variables variables) {
    boolean scheme =
        "https".equals(url.getScheme()) || (variables.local() && "http".equals(url.getScheme()));
    return scheme
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
