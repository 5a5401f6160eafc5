package io.tocsin.aws;

import io.micronaut.context.annotation.Value;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.keys.Secret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/**
 * What the stack tells the functions about their queues and tables. A function is told of those it
 * uses; asking for another is a mistake that names the variable that is missing.
 */
@Singleton
final class AwsSettings {
  private final String alerts;
  private final String wakes;
  private final String deadLetters;
  private final String interactions;
  private final String meetings;
  private final String keys;
  private final String outbox;
  private final String history;
  private final Optional<Secret> sealingKey;
  private final String kmsKey;
  private final Optional<URI> sqs;
  private final Optional<URI> dynamoDb;
  private final Optional<URI> kms;

  AwsSettings(
      @Value("${tocsin.alerts-queue-url:}") String alerts,
      @Value("${tocsin.wakes-queue-url:}") String wakes,
      @Value("${tocsin.dead-letters-queue-url:}") String deadLetters,
      @Value("${tocsin.interactions-queue-url:}") String interactions,
      @Value("${tocsin.meetings-queue-url:}") String meetings,
      @Value("${tocsin.keys-table:}") String keys,
      @Value("${tocsin.outbox-table:}") String outbox,
      @Value("${tocsin.history-table:}") String history,
      @Value("${tocsin.sealing-key:}") String sealingKey,
      @Value("${tocsin.kms-key-id:}") String kmsKey,
      @Value("${tocsin.aws-endpoint-sqs:}") String sqs,
      @Value("${tocsin.aws-endpoint-dynamodb:}") String dynamoDb,
      @Value("${tocsin.aws-endpoint-kms:}") String kms) {
    this.alerts = alerts;
    this.wakes = wakes;
    this.deadLetters = deadLetters;
    this.interactions = interactions;
    this.meetings = meetings;
    this.keys = keys;
    this.outbox = outbox;
    this.history = history;
    this.sealingKey = sealingKey.isBlank() ? Optional.empty() : Optional.of(Secret.of(sealingKey));
    this.kmsKey = kmsKey;
    this.kms = endpoint("TOCSIN_AWS_ENDPOINT_KMS", kms);
    this.sqs = endpoint("TOCSIN_AWS_ENDPOINT_SQS", sqs);
    this.dynamoDb = endpoint("TOCSIN_AWS_ENDPOINT_DYNAMODB", dynamoDb);
  }

  String alertsQueue() {
    return given("TOCSIN_ALERTS_QUEUE_URL", alerts);
  }

  String wakesQueue() {
    return given("TOCSIN_WAKES_QUEUE_URL", wakes);
  }

  String deadLettersQueue() {
    return given("TOCSIN_DEAD_LETTERS_QUEUE_URL", deadLetters);
  }

  String interactionsQueue() {
    return given("TOCSIN_INTERACTIONS_QUEUE_URL", interactions);
  }

  String meetingsQueue() {
    return given("TOCSIN_MEETINGS_QUEUE_URL", meetings);
  }

  /** For who is to say itself that there is none. */
  Optional<String> meetingsQueueIfSet() {
    return Optional.of(meetings).filter(url -> !url.isBlank());
  }

  /** The tables this function was told of. One that it was not told of has no name. */
  Tables tables() {
    return new Tables(keys, outbox, history);
  }

  void needKeys() {
    given("TOCSIN_KEYS_TABLE", keys);
  }

  void needOutbox() {
    given("TOCSIN_OUTBOX_TABLE", outbox);
    needHistory();
  }

  void needSilences() {
    given("TOCSIN_OUTBOX_TABLE", outbox);
  }

  void needHistory() {
    given("TOCSIN_HISTORY_TABLE", history);
  }

  /** 32 bytes in Base64, to seal the secrets in the keys table with. */
  Optional<Secret> sealingKey() {
    return sealingKey;
  }

  /** The key of KMS that seals them instead: its id, ARN or alias. */
  String kmsKey() {
    return given("TOCSIN_KMS_KEY_ID", kmsKey);
  }

  Optional<URI> kmsEndpoint() {
    return kms;
  }

  Optional<URI> sqsEndpoint() {
    return sqs;
  }

  Optional<URI> dynamoDbEndpoint() {
    return dynamoDb;
  }

  private static String given(String variable, String value) {
    if (value.isBlank()) {
      throw new IllegalStateException(variable + " is not set; the stack sets it");
    }
    return value;
  }

  private static Optional<URI> endpoint(String variable, String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    if (!text.matches("https?://[^/?#@]+/?")) {
      throw new IllegalStateException(variable + " must be like http://127.0.0.1:8000");
    }
    return Optional.of(URI.create(text));
  }
}
