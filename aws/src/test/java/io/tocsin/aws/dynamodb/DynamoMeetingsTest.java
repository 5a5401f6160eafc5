package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.meeting.Meetings;
import io.tocsin.meeting.MeetingsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoMeetingsTest extends MeetingsContract {
  private final DynamoStores stores;

  DynamoMeetingsTest(DynamoDbLocal dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Meetings meetings() {
    return stores.meetings();
  }
}
