package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.keys.Keys;
import io.tocsin.keys.KeysContract;
import io.tocsin.keys.Sealer;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoKeysTest extends KeysContract {
  private final DynamoDbClient client;
  private final Tables tables = Tables.named("t" + UUID.randomUUID());

  DynamoKeysTest(DynamoDbLocal dynamo) {
    client = dynamo.client();
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
