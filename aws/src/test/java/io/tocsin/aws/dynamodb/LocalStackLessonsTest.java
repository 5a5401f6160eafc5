package io.tocsin.aws.dynamodb;

import io.tocsin.analysis.Lessons;
import io.tocsin.analysis.LessonsContract;
import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackLessonsTest extends LessonsContract {
  private final DynamoStores stores;

  LocalStackLessonsTest(LocalStack dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Lessons lessons() {
    return stores.lessons();
  }
}
