package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.aws.TestClients;
import io.tocsin.delivery.Outbox;
import io.tocsin.meeting.Meetings;
import io.tocsin.report.Reports;
import io.tocsin.report.ReportsContract;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackReportsTest extends ReportsContract {
  private final DynamoStores stores;
  private final DynamoDbStreamsClient streams;
  private final HistoryStream stream;

  LocalStackReportsTest(LocalStack dynamo) {
    Tables tables = dynamo.freshTables();
    stores = DynamoDbLocal.stores(dynamo.dynamoDb(), tables, Clock.fixed(NOON, ZoneOffset.UTC));
    streams = TestClients.streams(dynamo.endpoint());
    stream = new HistoryStream(dynamo.dynamoDb(), streams, tables.history(), stores.changes());
  }

  @AfterEach
  void close() {
    streams.close();
  }

  @Override
  protected Outbox outbox() {
    return stores.outbox();
  }

  @Override
  protected Meetings meetings() {
    return stores.meetings();
  }

  @Override
  protected Reports reports() {
    return stores.reports();
  }

  /** Each time from the beginning: what was counted before comes again. */
  @Override
  protected void settle() {
    stores.counters().count(stream.changes());
  }
}
