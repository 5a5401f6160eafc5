package io.tocsin.model;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.tocsin.analysis.LanguageModel;
import io.tocsin.analysis.Maker;
import io.tocsin.analysis.NoAnswerException;
import java.time.Duration;
import java.util.Optional;

/** One model behind OpenAI's API, or one like it. */
final class OpenAiModel implements LanguageModel {
  private static final Duration SOON = Duration.ofMillis(500);
  private static final String SCHEMA = "analysis";

  private final ChatModel model;
  private final Maker maker;

  /** Not every API like OpenAI's, and not every model, can be held to a schema. */
  private volatile boolean schema = true;

  OpenAiModel(ChatModel model, Maker maker) {
    this.model = model;
    this.maker = maker;
  }

  @Override
  public Maker maker() {
    return maker;
  }

  @Override
  public String answer(Prompt prompt) {
    boolean held = schema;
    try {
      return text(model.chat(request(prompt, held)));
    } catch (NoAnswerException e) {
      throw e;
    } catch (StatusException e) {
      throw failure(e, held);
    } catch (RuntimeException e) {
      // Without the message and the cause, which quote the answer.
      throw NoAnswerException.because("the API's answer is not understood");
    }
  }

  private static ChatRequest request(Prompt prompt, boolean held) {
    ChatRequest.Builder request =
        ChatRequest.builder()
            .messages(SystemMessage.from(prompt.orders()), UserMessage.from(prompt.data()));
    return held ? request.responseFormat(format(prompt.schema())).build() : request.build();
  }

  private static ResponseFormat format(String schema) {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(
            JsonSchema.builder().name(SCHEMA).rootElement(JsonRawSchema.from(schema)).build())
        .build();
  }

  private static String text(ChatResponse response) {
    if (response.finishReason() == FinishReason.LENGTH) {
      throw NoAnswerException.because("its answer was cut off");
    }
    String text =
        Optional.ofNullable(response.aiMessage().text())
            .filter(said -> !said.isBlank())
            .orElseThrow(() -> NoAnswerException.because("it said nothing"));
    if (text.length() > LONGEST_ANSWER) {
      throw NoAnswerException.because("its answer is too long");
    }
    return text;
  }

  private NoAnswerException failure(StatusException e, boolean held) {
    String kind = "the API answered " + e.status();
    if (held && (e.status() == 400 || e.status() == 422)) {
      schema = false;
      return NoAnswerException.forNow(kind, Duration.ZERO);
    }
    return e.status() == 429 || e.status() >= 500
        ? NoAnswerException.forNow(kind, e.retryAfter().orElse(SOON))
        : NoAnswerException.because(kind);
  }
}
