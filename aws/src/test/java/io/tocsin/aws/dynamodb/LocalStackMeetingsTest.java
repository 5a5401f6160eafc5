package io.tocsin.aws.dynamodb;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.meeting.Meetings;
import io.tocsin.meeting.MeetingsContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackMeetingsTest extends MeetingsContract {
  private final DynamoStores stores;

  LocalStackMeetingsTest(LocalStack dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Meetings meetings() {
    return stores.meetings();
  }
}
