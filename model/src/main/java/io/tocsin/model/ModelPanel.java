package io.tocsin.model;

import io.tocsin.analysis.LanguageModel;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.config.ModelSettings;
import io.tocsin.delivery.Pause;
import io.tocsin.keys.Quotas;
import java.time.Clock;

/** The four agents on a language model, for each of which the one that goes by rules stands in. */
public final class ModelPanel {
  /** What the quota of requests is counted for; no key and no address is called that. */
  public static final String ALLOWANCE = "language-model";

  private ModelPanel() {}

  /**
   * A panel that asks the model once for each alert, and all four agents go by its answer. Whatever
   * goes wrong with it, the rules answer instead, and the analysis says what it was. An analysis
   * takes at most twice the timeout of the settings and {@link Inquiry#LONGEST_WAIT}.
   *
   * @param model one of {@link OpenAiModels} or of Bedrock's, as the settings say
   * @param quotas where requests to the model are counted, for all functions together
   * @param clock for that count
   */
  public static Panel of(
      Rulebook rules,
      LanguageModel model,
      ModelSettings settings,
      Quotas quotas,
      Clock clock,
      Pause pause) {
    Panel byRules = Panel.of(rules);
    Known known = Known.of(rules);
    Inquiry inquiry =
        new Inquiry(
            model,
            Orders.with(known),
            new AlertData(known, byRules.rootCause(), settings.inputCharacters()),
            new Allowance(quotas, settings.requestsPerMinute(), clock),
            pause);
    return new Panel(
        new ByModel<>(byRules.rootCause(), inquiry, new CausesReader()),
        new ByModel<>(byRules.compliance(), inquiry, new DutiesReader(byRules.compliance(), known)),
        new ByModel<>(
            byRules.meetingContext(), inquiry, new ContextReader(byRules.meetingContext())),
        new ByModel<>(byRules.learning(), inquiry, new LessonsReader(byRules.learning(), known)));
  }
}
