package io.tocsin.aws.dynamodb;

import io.tocsin.aws.dynamodb.Table.Attribute;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The names of the three tables. */
public record Tables(String keys, String outbox, String history) {
  private static final StreamSpecification STREAM =
      StreamSpecification.builder()
          .streamEnabled(true)
          .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
          .build();

  /** Names for a set of tables of their own, e.g. {@code test1-keys}. */
  public static Tables named(String prefix) {
    return new Tables(prefix + "-keys", prefix + "-outbox", prefix + "-history");
  }

  /**
   * Makes those of the tables that are not there, and waits until they can be used. For a DynamoDB
   * on one machine; in an account the stack makes them.
   */
  public void create(DynamoDbClient client) {
    create(client, keys, Table.KEYS);
    create(client, outbox, Table.OUTBOX);
    create(client, history, Table.HISTORY);
  }

  /**
   * Has DynamoDB remove what has expired, by its own clock: not for a test whose clock is another.
   */
  public void expire(DynamoDbClient client) {
    expire(client, keys, Table.KEYS);
    expire(client, outbox, Table.OUTBOX);
    expire(client, history, Table.HISTORY);
  }

  /**
   * The ARN of the history's stream. It is switched on where the table was made without one; what
   * happened before is then not told.
   */
  public Optional<String> stream(DynamoDbClient client) {
    TableDescription there = client.describeTable(table -> table.tableName(history)).table();
    boolean told = Optional.ofNullable(there.streamSpecification()).isPresent();
    TableDescription now =
        told
            ? there
            : client
                .updateTable(table -> table.tableName(history).streamSpecification(STREAM))
                .tableDescription();
    return Optional.ofNullable(now.latestStreamArn());
  }

  private static void create(DynamoDbClient client, String name, Table table) {
    try {
      client.createTable(request(name, table));
    } catch (ResourceInUseException e) {
      // It is there already, which is just as well.
      return;
    }
    client.waiter().waitUntilTableExists(wait -> wait.tableName(name));
  }

  private static void expire(DynamoDbClient client, String name, Table table) {
    if (table.expires() && !expires(client, name)) {
      client.updateTimeToLive(
          ttl ->
              ttl.tableName(name)
                  .timeToLiveSpecification(on -> on.attributeName(Table.TTL).enabled(true)));
    }
  }

  /** Asked first, because to switch on what is on is refused. */
  private static boolean expires(DynamoDbClient client, String name) {
    TimeToLiveStatus status =
        client
            .describeTimeToLive(ttl -> ttl.tableName(name))
            .timeToLiveDescription()
            .timeToLiveStatus();
    return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
  }

  private static CreateTableRequest request(String name, Table table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(table.attributes().stream().map(Tables::definition).toList())
            .keySchema(key(table.partition(), table.sort()));
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(Tables::index).toList());
    }
    if (table.streamed()) {
      request.streamSpecification(STREAM);
    }
    return request.build();
  }

  private static GlobalSecondaryIndex index(Table.Index index) {
    ProjectionType type = index.whole() ? ProjectionType.ALL : ProjectionType.KEYS_ONLY;
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(key(index.partition(), index.sort()))
        .projection(Projection.builder().projectionType(type).build())
        .build();
  }

  private static AttributeDefinition definition(Attribute attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.name())
        .attributeType(attribute.isText() ? ScalarAttributeType.S : ScalarAttributeType.N)
        .build();
  }

  private static List<KeySchemaElement> key(Attribute partition, Attribute sort) {
    return List.of(element(partition, KeyType.HASH), element(sort, KeyType.RANGE));
  }

  private static KeySchemaElement element(Attribute attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build();
  }
}
