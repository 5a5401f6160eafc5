package io.tocsin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.LanguageModel;
import io.tocsin.analysis.LanguageModel.Prompt;
import io.tocsin.analysis.Maker;
import io.tocsin.analysis.NoAnswerException;
import io.tocsin.delivery.Pause;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the model all four questions at once, and remembers what came of it for as long as the four
 * agents need: a failure, too, so that none of them waits for it again.
 */
final class Inquiry {
  /** The longest pause before it is asked a second time. There is no third. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** As many as may be analysed at a time. */
  private static final int REMEMBERED = 8;

  private final LanguageModel model;
  private final Orders orders;
  private final AlertData data;
  private final Allowance allowance;
  private final Pause pause;

  private final Map<Circumstances, Once> asked =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Circumstances, Once> eldest) {
          return size() > REMEMBERED;
        }
      };

  Inquiry(LanguageModel model, Orders orders, AlertData data, Allowance allowance, Pause pause) {
    this.model = model;
    this.orders = orders;
    this.data = data;
    this.allowance = allowance;
    this.pause = pause;
  }

  Maker maker() {
    return model.maker();
  }

  /**
   * The model's answer, a JSON object with a member for each question, if it is as asked for.
   *
   * @throws NoAnswerException when there is none
   */
  JsonNode ask(Circumstances circumstances) {
    Once once;
    synchronized (asked) {
      once = asked.computeIfAbsent(circumstances, one -> new Once());
    }
    return once.answer(circumstances);
  }

  /** One alert's question to the model. */
  private final class Once {
    private Optional<JsonNode> answer = Optional.empty();
    private Optional<NoAnswerException> failure = Optional.empty();

    synchronized JsonNode answer(Circumstances circumstances) {
      if (answer.isEmpty() && failure.isEmpty()) {
        try {
          answer = Optional.of(json(answerTo(circumstances)));
        } catch (NoAnswerException e) {
          failure = Optional.of(e);
        } catch (RuntimeException e) {
          // Without the message and the cause, which may quote anything.
          failure = Optional.of(NoAnswerException.because(e.getClass().getSimpleName()));
        }
      }
      return answer.orElseThrow(failure::orElseThrow);
    }
  }

  private String answerTo(Circumstances circumstances) {
    Prompt prompt = new Prompt(orders.text(), data.about(circumstances), orders.schema());
    try {
      return request(prompt);
    } catch (NoAnswerException e) {
      Duration again =
          e.again().filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0).orElseThrow(() -> e);
      rest(again);
      return request(prompt);
    }
  }

  private String request(Prompt prompt) {
    allowance.take();
    return model.answer(prompt);
  }

  private void rest(Duration time) {
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NoAnswerException.because("it was interrupted");
    }
  }

  private static JsonNode json(String text) {
    try {
      return Wire.parse(unfenced(text.strip()));
    } catch (InvalidJsonException e) {
      throw NoAnswerException.because("its answer is not JSON");
    }
  }

  /** Some write their JSON as a block of Markdown, whatever they are told. */
  private static String unfenced(String text) {
    String fence = "```";
    int line = text.indexOf('\n');
    return text.startsWith(fence) && text.endsWith(fence) && line > 0
        ? text.substring(line, Math.max(line, text.length() - fence.length()))
        : text;
  }
}
