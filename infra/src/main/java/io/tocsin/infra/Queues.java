package io.tocsin.infra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueAttributes;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/**
 * The queues. {@code dead-letters} takes what was given up in good order, with a reason; {@code
 * alerts-failed}, {@code wakes-failed}, {@code interactions-failed}, {@code meetings-failed} and
 * {@code changes-failed} take what a function failed on again and again; {@code sources-failed}
 * what a topic could not put on {@code alerts}.
 */
final class Queues extends Construct {
  /** A message must stay hidden while its function runs, is throttled and runs again. */
  static final int VISIBILITY_PER_TIMEOUT = 6;

  private static final int MOST_ALERT_RECEIVES = 5;

  /** A wake is only a hint; the tick sends another one. */
  private static final int MOST_WAKE_RECEIVES = 10;

  /** What failed in good order is put back by the function; the rest is worth few tries. */
  private static final int MOST_INTERACTION_RECEIVES = 5;

  /** What a provider says may have to wait for its meeting. */
  private static final int MOST_MEETING_RECEIVES = 5;

  private static final Duration LONGEST = Duration.days(14);

  /** What a function failed on again and again, by the queue it was on. */
  final Map<String, Queue> failures = new LinkedHashMap<>();

  final Queue alerts;
  final Queue wakes;
  final Queue deadLetters;

  /** Where in the history's stream changes are that could not be counted. */
  final Queue changesFailed;

  /** Slash commands to be answered; only where there is a front desk. */
  final Optional<Queue> interactions;

  /** Alerts that want meetings, and what is to be done for those; only where they are made. */
  final Optional<Queue> meetings;

  /** Those that a function reads, by their names. */
  final Map<String, Queue> read = new LinkedHashMap<>();

  /** Those in which something lies only when a person must look at it. */
  final List<Queue> failed = new ArrayList<>();

  private final Map<Queue, IQueue> outside = new HashMap<>();
  private final Optional<IKey> key;

  Queues(Construct scope, String id, TocsinProps chosen, Optional<IKey> key) {
    super(scope, id);
    this.key = key;
    boolean frontDesk = chosen.settings().containsKey(Variables.FRONT_DESK);
    alerts = queue("alerts", FunctionRole.ROUTE, MOST_ALERT_RECEIVES);
    wakes = queue("wakes", FunctionRole.DRAIN, MOST_WAKE_RECEIVES);
    deadLetters = made("dead-letters", props());
    changesFailed = failures("changes");
    interactions =
        frontDesk
            ? Optional.of(queue("interactions", FunctionRole.ANSWER, MOST_INTERACTION_RECEIVES))
            : Optional.empty();
    meetings =
        chosen.meets()
            ? Optional.of(queue("meetings", FunctionRole.MEET, MOST_MEETING_RECEIVES))
            : Optional.empty();
  }

  private Queue queue(String name, FunctionRole reader, int mostReceives) {
    Queue mine = failures(name);
    failures.put(name, mine);
    int seconds = VISIBILITY_PER_TIMEOUT * reader.timeoutSeconds();
    Queue queue =
        made(
            name,
            props()
                .visibilityTimeout(Duration.seconds(seconds))
                .deadLetterQueue(
                    DeadLetterQueue.builder().queue(mine).maxReceiveCount(mostReceives).build()));
    read.put(name, queue);
    return queue;
  }

  /** The queue for what could not be done with another one's messages. */
  Queue failures(String name) {
    Queue queue = made(name + "-failed", props());
    failed.add(queue);
    return queue;
  }

  /**
   * The key is set past the CDK's queue, which would let whoever reads the queue decrypt anything
   * with it: {@link LiveFunction#encryptedBy} lets it do so through the queue alone.
   */
  private Queue made(String name, QueueProps.Builder props) {
    Queue queue = new Queue(this, name, props.build());
    key.ifPresent(
        with -> {
          CfnQueue made = (CfnQueue) queue.getNode().getDefaultChild();
          made.addPropertyDeletionOverride("SqsManagedSseEnabled");
          made.setKmsMasterKeyId(with.getKeyArn());
        });
    return queue;
  }

  /** As others see it: to be let send to it is to be let use its key. */
  IQueue outside(Queue queue) {
    return key.map(with -> outside.computeIfAbsent(queue, each -> withKey(each, with)))
        .orElse(queue);
  }

  private IQueue withKey(Queue queue, IKey with) {
    return Queue.fromQueueAttributes(
        this,
        queue.getNode().getId() + "-outside",
        QueueAttributes.builder()
            .queueArn(queue.getQueueArn())
            .queueUrl(queue.getQueueUrl())
            .keyArn(with.getKeyArn())
            .build());
  }

  /** The variable that says where those that failed are, such as TOCSIN_ALERTS_FAILED_QUEUE_URL. */
  static String variable(String queue) {
    return "TOCSIN_" + queue.toUpperCase(Locale.ROOT) + "_FAILED_QUEUE_URL";
  }

  private static QueueProps.Builder props() {
    return QueueProps.builder()
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(LONGEST);
  }
}
