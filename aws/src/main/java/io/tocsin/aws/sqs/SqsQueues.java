package io.tocsin.aws.sqs;

import io.tocsin.watch.Queues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The depths of queues on SQS, by one request each; see <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>.
 * All of them together take {@link #PATIENCE} at most: whoever asks wants to know soon, above all
 * when something is wrong.
 */
public final class SqsQueues implements Queues {
  static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Duration FOR_EACH = Duration.ofSeconds(2);
  private static final QueueAttributeName WAITING =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
  private static final QueueAttributeName IN_FLIGHT =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
  private static final QueueAttributeName DELAYED =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;

  private final SqsClient client;
  private final Map<String, String> urls;
  private final Clock clock;

  /**
   * Asks these queues.
   *
   * @param urls addresses by name, in the order in which they are answered
   */
  public SqsQueues(SqsClient client, Map<String, String> urls, Clock clock) {
    this.client = client;
    this.urls = new LinkedHashMap<>(urls);
    this.clock = clock;
  }

  @Override
  public List<Queue> depths() {
    Instant until = clock.instant().plus(PATIENCE);
    List<Queue> queues = new ArrayList<>();
    urls.forEach((name, url) -> queues.add(queue(name, url, until)));
    return queues;
  }

  private Queue queue(String name, String url, Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    if (left.isNegative() || left.isZero()) {
      return Queue.unasked(name, "no time left to ask");
    }
    try {
      return Queue.of(name, depth(url, left.compareTo(FOR_EACH) < 0 ? left : FOR_EACH));
    } catch (SdkException e) {
      return Queue.unasked(name, word(e));
    }
  }

  private Depth depth(String url, Duration patience) {
    Map<QueueAttributeName, String> found =
        client
            .getQueueAttributes(
                ask ->
                    ask.queueUrl(url)
                        .attributeNames(WAITING, IN_FLIGHT, DELAYED)
                        .overrideConfiguration(call -> call.apiCallTimeout(patience)))
            .attributes();
    return new Depth(count(found, WAITING), count(found, IN_FLIGHT), count(found, DELAYED));
  }

  private static long count(Map<QueueAttributeName, String> found, QueueAttributeName name) {
    return Long.parseLong(found.getOrDefault(name, "0"));
  }

  /** The service's own word, such as {@code AccessDenied}; messages hold addresses. */
  private static String word(SdkException e) {
    return e instanceof AwsServiceException refused && refused.awsErrorDetails() != null
        ? refused.awsErrorDetails().errorCode()
        : e.getClass().getSimpleName();
  }
}
