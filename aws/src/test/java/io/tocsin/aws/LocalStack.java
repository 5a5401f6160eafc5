package io.tocsin.aws;

import io.tocsin.aws.dynamodb.DynamoStores;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.store.Samples;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** LocalStack in a container. {@link LocalStackExtension} starts one per JVM where it can. */
public final class LocalStack implements AutoCloseable {
  /** The last line of images that needs no account. */
  public static final String IMAGE = "localstack/localstack:4.14.0";

  private final LocalStackContainer container;
  private final DynamoDbClient dynamoDb;
  private final SqsClient sqs;
  private final KmsClient kms;

  private LocalStack(LocalStackContainer container) {
    this.container = container;
    this.dynamoDb = TestClients.dynamoDb(container.getEndpoint());
    this.sqs = TestClients.sqs(container.getEndpoint());
    this.kms = TestClients.kms(container.getEndpoint());
  }

  static LocalStack start() {
    LocalStackContainer container =
        new LocalStackContainer(DockerImageName.parse(IMAGE))
            .withServices("dynamodb", "dynamodbstreams", "kms", "sqs");
    container.start();
    return new LocalStack(container);
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
    return container.getEndpoint();
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
    container.stop();
  }
}
