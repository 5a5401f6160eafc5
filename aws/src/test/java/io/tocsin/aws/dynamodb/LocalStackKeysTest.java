package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.keys.Keys;
import io.tocsin.keys.KeysContract;
import io.tocsin.keys.Sealer;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackKeysTest extends KeysContract {
  private final DynamoDbClient client;
  private final Tables tables = Tables.named("t" + UUID.randomUUID());

  LocalStackKeysTest(LocalStack dynamo) {
    client = dynamo.dynamoDb();
    tables.create(client);
  }

  @Override
  protected Keys keys(Sealer sealer) {
    return DynamoDbLocal.stores(client, tables, Clock.systemUTC()).keys(sealer);
  }

  @Override
  protected String stored() {
    return client.scan(scan -> scan.tableName(tables.keys())).items().toString();
  }
}
