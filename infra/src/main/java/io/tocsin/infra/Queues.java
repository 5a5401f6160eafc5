package io.tocsin.infra;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/**
 * The queues. {@code dead-letters} takes what was given up in good order, with a reason; {@code
 * alerts-failed}, {@code wakes-failed}, {@code interactions-failed}, {@code meetings-failed} and
 * {@code changes-failed} take what a function failed on again and again.
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

  Queues(Construct scope, String id, boolean frontDesk, boolean meets) {
    super(scope, id);
    alerts = queue("alerts", FunctionRole.ROUTE, MOST_ALERT_RECEIVES);
    wakes = queue("wakes", FunctionRole.DRAIN, MOST_WAKE_RECEIVES);
    deadLetters = new Queue(this, "dead-letters", props().build());
    changesFailed = new Queue(this, "changes-failed", props().build());
    interactions =
        frontDesk
            ? Optional.of(queue("interactions", FunctionRole.ANSWER, MOST_INTERACTION_RECEIVES))
            : Optional.empty();
    meetings =
        meets
            ? Optional.of(queue("meetings", FunctionRole.MEET, MOST_MEETING_RECEIVES))
            : Optional.empty();
  }

  private Queue queue(String name, FunctionRole reader, int mostReceives) {
    Queue failed = new Queue(this, name + "-failed", props().build());
    failures.put(name, failed);
    int seconds = VISIBILITY_PER_TIMEOUT * reader.timeoutSeconds();
    return new Queue(
        this,
        name,
        props()
            .visibilityTimeout(Duration.seconds(seconds))
            .deadLetterQueue(
                DeadLetterQueue.builder().queue(failed).maxReceiveCount(mostReceives).build())
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
