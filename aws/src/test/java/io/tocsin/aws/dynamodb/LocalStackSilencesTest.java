package io.tocsin.aws.dynamodb;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.routing.Silences;
import io.tocsin.routing.SilencesContract;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackSilencesTest extends SilencesContract {
  private final DynamoDbClient client;
  private final Tables tables = Tables.named("t" + UUID.randomUUID());

  LocalStackSilencesTest(LocalStack dynamo) {
    client = dynamo.dynamoDb();
    tables.create(client);
  }

  @Override
  protected Silences silences() {
    return new DynamoSilences(client, tables.outbox());
  }
}
