package io.tocsin.aws;

import io.tocsin.aws.dynamodb.DynamoStores;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.store.Samples;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * LocalStack: one that runs already, where {@value #RUNNING} says so, or else in a container.
 * {@link LocalStackExtension} gives each JVM one, where it can.
 */
public final class LocalStack implements AutoCloseable {
  /** The last line of images that needs no account. */
  public static final String IMAGE = "localstack/localstack:4.14.0";

  /** The variable with the address of one that runs already, such as http://127.0.0.1:4566. */
  static final String RUNNING = "TOCSIN_LOCALSTACK";

  private final URI endpoint;
  private final Runnable end;
  private final DynamoDbClient dynamoDb;
  private final SqsClient sqs;
  private final KmsClient kms;

  private LocalStack(URI endpoint, Runnable end) {
    this.endpoint = endpoint;
    this.end = end;
    this.dynamoDb = TestClients.dynamoDb(endpoint);
    this.sqs = TestClients.sqs(endpoint);
    this.kms = TestClients.kms(endpoint);
  }

  /** Where one runs already, which is left running. */
  static Optional<URI> running() {
    return Optional.ofNullable(System.getenv(RUNNING))
        .filter(text -> !text.isBlank())
        .map(URI::create);
  }

  static LocalStack start() {
    return running()
        .map(there -> new LocalStack(there, () -> {}))
        .orElseGet(LocalStack::inContainer);
  }

  /**
   * Streams of tables are DynamoDB Local's. LocalStack's own, which it has otherwise, tells changes
   * by several threads, in any order, and loses those that are made before the stream is ready.
   */
  private static LocalStack inContainer() {
    LocalStackContainer container =
        new LocalStackContainer(DockerImageName.parse(IMAGE))
            .withEnv("PROVIDER_OVERRIDE_DYNAMODB", "v2")
            .withServices(
                "cloudformation",
                "dynamodb",
                "dynamodbstreams",
                "kms",
                "s3",
                "secretsmanager",
                "sns",
                "sqs");
    container.start();
    return new LocalStack(container.getEndpoint(), container::stop);
  }

  public SqsClient sqs() {
    return sqs;
  }

  public KmsClient kms() {
    return kms;
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  public URI endpoint() {
    return endpoint;
  }

  /** The names of three tables that have just been made. */
  public Tables freshTables() {
    Tables tables = Tables.named("t" + UUID.randomUUID());
    tables.create(dynamoDb);
    return tables;
  }

  /** Stores in tables of their own, at {@link Samples#NOON}. */
  public DynamoStores freshStores() {
    return DynamoDbLocal.stores(dynamoDb, freshTables(), Clock.fixed(Samples.NOON, ZoneOffset.UTC));
  }

  @Override
  public void close() {
    dynamoDb.close();
    sqs.close();
    kms.close();
    end.run();
  }
}
