package io.tocsin.infra;

import java.util.List;
import java.util.Set;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Topics of SNS whose messages are alerts. */
record Sources(Construct scope, Queues queues) {

  /**
   * Has the topics' messages put on the queue of alerts, in SNS's envelope: by the id there, a
   * message that SNS delivers twice is one alert.
   */
  void hear(Set<String> topics) {
    if (topics.isEmpty()) {
      return;
    }
    Queue failures = queues.failures("sources");
    List<String> sorted = topics.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); i++) {
      Topic.fromTopicArn(scope, "source-" + (i + 1), sorted.get(i))
          .addSubscription(
              SqsSubscription.Builder.create(queues.alerts).deadLetterQueue(failures).build());
    }
  }
}
