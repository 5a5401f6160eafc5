package io.tocsin.local.cli;

import io.tocsin.analysis.LanguageModel;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.config.InvalidConfigException;
import io.tocsin.config.ModelSettings;
import io.tocsin.delivery.RealTime;
import io.tocsin.local.MendableException;
import io.tocsin.model.ModelPanel;
import io.tocsin.model.OpenAiModels;
import io.tocsin.store.MapQuotas;
import io.tocsin.store.MemoryMaps;
import java.time.Clock;
import java.util.Optional;

/** The language model that a command's surroundings name. */
record AskedModel(ModelSettings settings, LanguageModel model, Clock clock) {
  private static final String MEND =
      "No language model is named. Set TOCSIN_MODEL_PROVIDER (openai or bedrock),"
          + " TOCSIN_MODEL_NAME and, for openai, TOCSIN_MODEL_KEY: see docs/analysis.md.";

  /**
   * Reads the variables.
   *
   * @throws MendableException when no model is named, or not as it should be
   */
  static AskedModel of(Surroundings surroundings) {
    try {
      ModelSettings settings =
          ModelSettings.from(name -> variable(surroundings, name))
              .orElseThrow(() -> new MendableException(MEND));
      LanguageModel model =
          provider(settings, surroundings)
              .model(settings.model().name(), settings.timeout(), settings.answerTokens());
      return new AskedModel(settings, model, surroundings.clock());
    } catch (InvalidConfigException e) {
      throw new MendableException("The language model cannot be asked:\n" + e.getMessage(), e);
    }
  }

  /** This is one machine, where a model may be reached without TLS. */
  private static Optional<String> variable(Surroundings surroundings, String name) {
    return name.equals("TOCSIN_LOCAL")
        ? Optional.of("true")
        : Optional.ofNullable(surroundings.environment().get(name));
  }

  private static LanguageModel.Provider provider(
      ModelSettings settings, Surroundings surroundings) {
    return switch (settings.model().provider()) {
      case OPENAI -> new OpenAiModels(settings.url(), settings.key().orElseThrow());
      case BEDROCK ->
          new AwsAccess(
                  surroundings.environment(), Optional.empty(), Optional.empty(), Optional.empty())
              .bedrock();
    };
  }

  /** The agents on it, for one command: what it asks is counted by itself. */
  Panel panel(Rulebook rules) {
    return ModelPanel.of(
        rules, model, settings, new MapQuotas(new MemoryMaps()), clock, new RealTime());
  }
}
