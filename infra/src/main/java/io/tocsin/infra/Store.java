package io.tocsin.infra;

import io.tocsin.infra.TableSchema.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableAttributes;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.dynamodb.TableProps;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * The three tables: paid by the request, restorable to any second of the last 35 days. Each of them
 * may be one that is there already.
 */
final class Store extends Construct {
  final ITable keys;
  final ITable outbox;
  final ITable history;

  private final Optional<IKey> key;

  Store(Construct scope, String id, KnownTables known, boolean disposable, Optional<IKey> key) {
    super(scope, id);
    this.key = key;
    keys = table(TableSchema.KEYS, named(known.keys()), props(TableSchema.KEYS, disposable));
    outbox =
        table(TableSchema.OUTBOX, named(known.outbox()), props(TableSchema.OUTBOX, disposable));
    // Whoever keeps history for longer than its time to live reads it from the stream.
    history =
        table(
            TableSchema.HISTORY,
            named(known.history()).map(table -> streamed(table, known)),
            props(TableSchema.HISTORY, disposable).stream(StreamViewType.NEW_AND_OLD_IMAGES));
  }

  private ITable table(
      TableSchema schema, Optional<TableAttributes.Builder> known, TableProps.Builder props) {
    return known
        .map(table -> Table.fromTableAttributes(this, schema.name(), table.build()))
        .orElseGet(() -> made(schema, props.build()));
  }

  private static Optional<TableAttributes.Builder> named(Optional<String> name) {
    return name.map(known -> TableAttributes.builder().tableName(known));
  }

  private static TableAttributes.Builder streamed(
      TableAttributes.Builder table, KnownTables known) {
    return known.historyStream().map(table::tableStreamArn).orElse(table);
  }

  private ITable made(TableSchema schema, TableProps props) {
    Table table = new Table(this, schema.name(), props);
    schema.indexes().forEach(index -> table.addGlobalSecondaryIndex(index(index)));
    return table;
  }

  /** The table with its indexes, as a policy names them. */
  static List<String> arns(ITable table, TableSchema schema) {
    List<String> arns = new ArrayList<>(List.of(table.getTableArn()));
    schema.indexes().forEach(index -> arns.add(arn(table, index.name())));
    return arns;
  }

  /** One of its indexes, as a policy names it. */
  static String arn(ITable table, String index) {
    return table.getTableArn() + "/index/" + index;
  }

  private TableProps.Builder props(TableSchema schema, boolean disposable) {
    TableProps.Builder props = TableProps.builder();
    key.ifPresent(props::encryptionKey);
    return props
        .partitionKey(attribute(schema.partition()))
        .sortKey(attribute(schema.sort()))
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .encryption(key.isPresent() ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.DEFAULT)
        .timeToLiveAttribute(TableSchema.TTL)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .deletionProtection(!disposable)
        .removalPolicy(disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN);
  }

  private static GlobalSecondaryIndexProps index(TableSchema.Index index) {
    return GlobalSecondaryIndexProps.builder()
        .indexName(index.name())
        .partitionKey(attribute(index.partition()))
        .sortKey(attribute(index.sort()))
        .projectionType(index.whole() ? ProjectionType.ALL : ProjectionType.KEYS_ONLY)
        .build();
  }

  private static software.amazon.awscdk.services.dynamodb.Attribute attribute(Attribute attribute) {
    return software.amazon.awscdk.services.dynamodb.Attribute.builder()
        .name(attribute.name())
        .type(attribute.isText() ? AttributeType.STRING : AttributeType.NUMBER)
        .build();
  }
}
