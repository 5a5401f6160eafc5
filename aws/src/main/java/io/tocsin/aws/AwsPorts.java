package io.tocsin.aws;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import io.tocsin.analysis.Lessons;
import io.tocsin.aws.cloudwatch.EmbeddedMetrics;
import io.tocsin.aws.dynamodb.DynamoStores;
import io.tocsin.aws.sqs.SqsAlertQueue;
import io.tocsin.aws.sqs.SqsDeadLetters;
import io.tocsin.aws.sqs.SqsInteractions;
import io.tocsin.aws.sqs.SqsMeetings;
import io.tocsin.aws.sqs.SqsQueues;
import io.tocsin.aws.sqs.SqsRedeliveries;
import io.tocsin.aws.sqs.SqsWakes;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.DeadLetters;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.RealTime;
import io.tocsin.delivery.Redeliveries;
import io.tocsin.delivery.Wakes;
import io.tocsin.desk.Interactions;
import io.tocsin.history.Acknowledgements;
import io.tocsin.history.History;
import io.tocsin.keeping.Eraser;
import io.tocsin.keeping.Retention;
import io.tocsin.keys.AesGcmSealer;
import io.tocsin.keys.Keys;
import io.tocsin.keys.Quotas;
import io.tocsin.keys.Sealer;
import io.tocsin.keys.Secret;
import io.tocsin.lambda.Rehearsing;
import io.tocsin.log.SafeMetrics;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.MeetingQueue;
import io.tocsin.meeting.Meetings;
import io.tocsin.routing.Silences;
import io.tocsin.watch.Metrics;
import io.tocsin.watch.Queues;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The ports on AWS, each made when it is first asked for, and only where nothing else provides it.
 */
@Factory
class AwsPorts {

  @Singleton
  @Requires(missingBeans = Clock.class)
  @Secondary
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  DynamoStores stores(
      DynamoDbClient client, AwsSettings settings, Clock clock, BeanProvider<Retention> retention) {
    return new DynamoStores(
        client,
        settings.tables(),
        // Of a function that writes no history, it is not asked for.
        retention::get,
        clock,
        new RealTime(),
        // Not a plain one, which would be the same in all functions from one snapshot: ADR 33.
        new SecureRandom(),
        () -> UUID.randomUUID().toString());
  }

  @Singleton
  @Requires(missingBeans = Outbox.class)
  @Secondary
  Outbox outbox(DynamoStores stores, AwsSettings settings) {
    settings.needOutbox();
    return stores.outbox();
  }

  @Singleton
  @Requires(missingBeans = History.class)
  @Secondary
  History history(DynamoStores stores, AwsSettings settings) {
    settings.needHistory();
    return stores.history();
  }

  @Singleton
  @Requires(missingBeans = Acknowledgements.class)
  @Secondary
  Acknowledgements acknowledgements(DynamoStores stores, AwsSettings settings) {
    settings.needHistory();
    return stores.acknowledgements();
  }

  @Singleton
  @Requires(missingBeans = Meetings.class)
  @Secondary
  Meetings meetings(DynamoStores stores, AwsSettings settings) {
    settings.needHistory();
    return stores.meetings();
  }

  @Singleton
  @Requires(missingBeans = Exchanges.class)
  @Secondary
  Exchanges exchanges(DynamoStores stores, AwsSettings settings) {
    settings.needHistory();
    return stores.exchanges();
  }

  @Singleton
  @Requires(missingBeans = Lessons.class)
  @Secondary
  Lessons lessons(DynamoStores stores, AwsSettings settings) {
    settings.needHistory();
    return stores.lessons();
  }

  @Singleton
  @Requires(missingBeans = Eraser.class)
  @Secondary
  Eraser eraser(DynamoStores stores, AwsSettings settings) {
    settings.needOutbox();
    settings.needKeys();
    return stores.eraser();
  }

  @Singleton
  @Requires(missingBeans = Keys.class)
  @Secondary
  Keys keys(DynamoStores stores, AwsSettings settings, Sealer sealer) {
    settings.needKeys();
    return stores.keys(sealer);
  }

  @Singleton
  @Requires(missingBeans = Quotas.class)
  @Secondary
  Quotas quotas(DynamoStores stores, AwsSettings settings) {
    settings.needKeys();
    return stores.quotas();
  }

  @Singleton
  @Requires(missingBeans = Silences.class)
  @Secondary
  Silences silences(DynamoStores stores, AwsSettings settings) {
    settings.needSilences();
    return stores.silences();
  }

  @Singleton
  @Requires(missingBeans = Sealer.class)
  @Secondary
  Sealer sealer(AwsSettings settings) {
    return inProcess(settings).orElseGet(NoSealer::new);
  }

  /** Seals with the key that is given in the environment, if one is. */
  static Optional<Sealer> inProcess(AwsSettings settings) {
    return settings.sealingKey().map(AwsPorts::sealer);
  }

  @Singleton
  @Requires(missingBeans = AlertQueue.class)
  @Secondary
  AlertQueue alerts(SqsClient client, AwsSettings settings) {
    return new SqsAlertQueue(client, settings.alertsQueue());
  }

  @Singleton
  @Requires(missingBeans = Wakes.class)
  @Secondary
  Wakes wakes(SqsClient client, AwsSettings settings) {
    return new SqsWakes(client, settings.wakesQueue());
  }

  @Singleton
  @Requires(missingBeans = Redeliveries.class)
  @Secondary
  Redeliveries redeliveries(SqsClient client, AwsSettings settings) {
    return new SqsRedeliveries(client, settings.wakesQueue());
  }

  @Singleton
  @Requires(missingBeans = DeadLetters.class)
  @Secondary
  DeadLetters deadLetters(SqsClient client, AwsSettings settings) {
    return new SqsDeadLetters(client, settings.deadLettersQueue());
  }

  @Singleton
  @Requires(missingBeans = Interactions.class)
  @Secondary
  Interactions interactions(SqsClient client, AwsSettings settings) {
    return new SqsInteractions(client, settings.interactionsQueue());
  }

  /** Lambda keeps what is written to standard output, line by line, as it is. */
  @Singleton
  @Requires(missingBeans = Metrics.class)
  @Secondary
  Metrics metrics(Clock clock) {
    return new SafeMetrics(new EmbeddedMetrics(System.out::println, clock), clock);
  }

  /** What is counted in a rehearsal never was. */
  @Singleton
  @Requires(beans = Rehearsing.class)
  Metrics rehearsed(Clock clock) {
    return new SafeMetrics(new EmbeddedMetrics(line -> {}, clock), clock);
  }

  @Singleton
  @Requires(missingBeans = Queues.class)
  @Secondary
  Queues queues(SqsClient client, KnownQueues queues, Clock clock) {
    return new SqsQueues(client, queues.urls(), clock);
  }

  @Singleton
  @Requires(missingBeans = MeetingQueue.class)
  @Secondary
  MeetingQueue meetingQueue(SqsClient client, AwsSettings settings) {
    return new SqsMeetings(client, settings.meetingsQueue());
  }

  private static Sealer sealer(Secret key) {
    try {
      return new AesGcmSealer(Base64.getDecoder().decode(key.reveal()), new SecureRandom());
    } catch (IllegalArgumentException e) {
      // Without the cause, which may quote the key.
      throw new IllegalStateException("TOCSIN_SEALING_KEY must be 32 bytes in Base64");
    }
  }

  /** Where no key to seal with is given, no keys are kept: there is nothing it could open. */
  private static final class NoSealer implements Sealer {
    private static final String MEND =
        "set TOCSIN_KMS_KEY_ID, or TOCSIN_SEALING_KEY, to keep API keys in the table";

    @Override
    public String seal(Secret secret, String context) {
      throw new IllegalStateException(MEND);
    }

    @Override
    public Secret open(String cipher, String context) {
      throw new IllegalStateException(MEND);
    }
  }
}
