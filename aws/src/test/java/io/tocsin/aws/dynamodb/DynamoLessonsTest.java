package io.tocsin.aws.dynamodb;

import io.tocsin.analysis.Lessons;
import io.tocsin.analysis.LessonsContract;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoLessonsTest extends LessonsContract {
  private final DynamoStores stores;

  DynamoLessonsTest(DynamoDbLocal dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Lessons lessons() {
    return stores.lessons();
  }
}
