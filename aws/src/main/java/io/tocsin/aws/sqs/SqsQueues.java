package io.tocsin.aws.sqs;

import io.tocsin.watch.Queues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The depths of queues on SQS, by one request each; see <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>.
 * Throws the SDK's exceptions when one cannot be asked.
 */
public final class SqsQueues implements Queues {
  private static final QueueAttributeName WAITING =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
  private static final QueueAttributeName IN_FLIGHT =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
  private static final QueueAttributeName DELAYED =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;

  private final SqsClient client;
  private final Map<String, String> urls;

  /**
   * Asks these queues.
   *
   * @param urls addresses by name, in the order in which they are answered
   */
  public SqsQueues(SqsClient client, Map<String, String> urls) {
    this.client = client;
    this.urls = new LinkedHashMap<>(urls);
  }

  @Override
  public List<Depth> depths() {
    return urls.entrySet().stream().map(queue -> depth(queue.getKey(), queue.getValue())).toList();
  }

  private Depth depth(String name, String url) {
    Map<QueueAttributeName, String> found =
        client
            .getQueueAttributes(
                ask -> ask.queueUrl(url).attributeNames(WAITING, IN_FLIGHT, DELAYED))
            .attributes();
    return new Depth(name, count(found, WAITING), count(found, IN_FLIGHT), count(found, DELAYED));
  }

  private static long count(Map<QueueAttributeName, String> found, QueueAttributeName name) {
    return Long.parseLong(found.getOrDefault(name, "0"));
  }
}
