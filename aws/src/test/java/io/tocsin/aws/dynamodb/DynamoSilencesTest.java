package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.routing.Silences;
import io.tocsin.routing.SilencesContract;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoSilencesTest extends SilencesContract {
  private final DynamoDbClient client;
  private final Tables tables = Tables.named("t" + UUID.randomUUID());

  DynamoSilencesTest(DynamoDbLocal dynamo) {
    client = dynamo.client();
    tables.create(client);
  }

  @Override
  protected Silences silences() {
    return new DynamoSilences(client, tables.outbox());
  }
}
