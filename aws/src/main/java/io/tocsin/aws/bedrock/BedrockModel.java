package io.tocsin.aws.bedrock;

import io.tocsin.analysis.LanguageModel;
import io.tocsin.analysis.Maker;
import io.tocsin.analysis.NoAnswerException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/**
 * One model of Bedrock. It is held to no schema, since not every model can be; the prompt says the
 * same in words.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">
 *     Converse</a>
 */
record BedrockModel(BedrockRuntimeClient client, String name, int mostTokens)
    implements LanguageModel {
  private static final Duration SOON = Duration.ofMillis(500);

  @Override
  public Maker maker() {
    return new Maker("bedrock", name);
  }

  @Override
  public String answer(Prompt prompt) {
    try {
      return text(client.converse(request(prompt)));
    } catch (ApiCallTimeoutException e) {
      throw NoAnswerException.because("it did not answer in time");
    } catch (AwsServiceException e) {
      throw failure(e);
    } catch (SdkException e) {
      // Without the cause, as in all of these: what it quotes is nobody's to read.
      throw NoAnswerException.forNow("the connection failed", SOON);
    }
  }

  private ConverseRequest request(Prompt prompt) {
    return ConverseRequest.builder()
        .modelId(name)
        .system(SystemContentBlock.fromText(prompt.orders()))
        .messages(
            Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(prompt.data()))
                .build())
        .inferenceConfig(config -> config.maxTokens(mostTokens))
        .build();
  }

  private static String text(ConverseResponse response) {
    if (response.stopReason() == StopReason.MAX_TOKENS) {
      throw NoAnswerException.because("its answer was cut off");
    }
    String text =
        response.output().message().content().stream()
            .map(ContentBlock::text)
            .filter(Objects::nonNull)
            .collect(Collectors.joining());
    if (text.isBlank()) {
      throw NoAnswerException.because("it said nothing");
    }
    if (text.length() > LONGEST_ANSWER) {
      throw NoAnswerException.because("its answer is too long");
    }
    return text;
  }

  private static NoAnswerException failure(AwsServiceException e) {
    String kind = "the API answered " + e.statusCode();
    return e.statusCode() == 429 || e.statusCode() >= 500
        ? NoAnswerException.forNow(kind, SOON)
        : NoAnswerException.because(kind);
  }
}
