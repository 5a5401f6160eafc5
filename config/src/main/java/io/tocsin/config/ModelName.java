package io.tocsin.config;

import io.tocsin.analysis.Maker;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which language model analyses alerts, if one does. That is no secret; how it is reached is in
 * {@link ModelSettings}.
 *
 * @param provider from {@code TOCSIN_MODEL_PROVIDER}
 * @param name as the provider has it, from {@code TOCSIN_MODEL_NAME}: 1 to 200 letters, digits and
 *     {@code . _ : / @ -}
 */
public record ModelName(Provider provider, String name) {
  static final String PROVIDER = "TOCSIN_MODEL_PROVIDER";
  static final String NAME = "TOCSIN_MODEL_NAME";
  private static final String FORM = "[A-Za-z0-9._:/@-]{1,200}";

  /** Whose API it is. */
  public enum Provider {
    /** OpenAI's, or one that is like it. */
    OPENAI,

    /** Amazon Bedrock's. */
    BEDROCK;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads the two variables; absent when no provider is named, since then nobody is asked.
   *
   * @throws InvalidConfigException naming each variable that is wrong
   */
  public static Optional<ModelName> from(Function<String, Optional<String>> variables) {
    Mistakes mistakes = new Mistakes();
    Optional<ModelName> name = read(new Variables(variables), mistakes);
    mistakes.check();
    return name;
  }

  static Optional<ModelName> read(Variables variables, Mistakes mistakes) {
    Optional<String> text = variables.get(PROVIDER);
    Optional<Provider> provider =
        text.flatMap(
            word -> Stream.of(Provider.values()).filter(p -> p.word().equals(word)).findFirst());
    if (text.isPresent() && provider.isEmpty()) {
      mistakes.add(
          PROVIDER
              + " must be one of "
              + Stream.of(Provider.values()).map(Provider::word).collect(Collectors.joining(", ")));
    }
    Optional<String> name = variables.get(NAME).filter(given -> given.matches(FORM));
    if (text.isPresent() && name.isEmpty()) {
      mistakes.add(NAME + " must name the model: 1 to 200 letters, digits and . _ : / @ -");
    }
    return provider.flatMap(known -> name.map(given -> new ModelName(known, given)));
  }

  /** As findings and {@code GET /agents/list} show it. */
  public Maker maker() {
    return new Maker(provider.word(), name);
  }
}
