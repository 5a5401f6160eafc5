package io.tocsin.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.aws.TestClients;
import io.tocsin.infra.FunctionRole;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackWholePathTest extends WholePathContract<OnLocalStack> {
  LocalStackWholePathTest(LocalStack localStack) throws IOException {
    super(new OnLocalStack(localStack));
  }

  @AfterAll
  void leave() {
    place().close();
  }

  /** Of what nothing on an alert's way would miss. */
  @Test
  void tablesExpireAndQueuesAreSealedAndOpenToTheTopic() {
    Map<String, String> ingest = stage().environment(FunctionRole.INGEST);
    try (DynamoDbClient dynamo = TestClients.dynamoDb(place().dynamoDb())) {
      for (String table : List.of("KEYS", "OUTBOX", "HISTORY")) {
        String name = ingest.get("TOCSIN_" + table + "_TABLE");
        TimeToLiveDescription ttl =
            dynamo.describeTimeToLive(ask -> ask.tableName(name)).timeToLiveDescription();
        assertEquals(TimeToLiveStatus.ENABLED, ttl.timeToLiveStatus(), table);
        assertEquals("ttl", ttl.attributeName(), table);
      }
    }
    Map<QueueAttributeName, String> alerts =
        place()
            .sqs()
            .getQueueAttributes(
                ask -> ask.queueUrl(stage().queue("ALERTS")).attributeNames(QueueAttributeName.ALL))
            .attributes();
    assertEquals(ingest.get("TOCSIN_KMS_KEY_ID"), alerts.get(QueueAttributeName.KMS_MASTER_KEY_ID));
    String policy = String.valueOf(alerts.get(QueueAttributeName.POLICY));
    assertTrue(policy.contains(place().topic()), policy);
    assertTrue(policy.contains("sns.amazonaws.com"), policy);
    int visibility = Integer.parseInt(alerts.get(QueueAttributeName.VISIBILITY_TIMEOUT));
    assertTrue(visibility >= 6 * FunctionRole.ROUTE.timeoutSeconds(), visibility + " s");
  }

  @Test
  void whatSomebodyPublishesOnASourcesTopicIsAnAlert() throws Exception {
    place()
        .publish(
            """
        {"source":"billing","service":"invoices","severity":"high","type":"security",
         "title":"published on a topic"}
        """);
    stage().until("it arrives", () -> count("SECURITY", "published on a topic") == 1);
    assertEquals(1, count("SECURITY", "published on a topic"));
  }

  @Test
  void whatExpiresIsFiledInTheBucket() throws Exception {
    String id = send("plex", "P4", "soon over", "news");
    stage().until("it is recorded", () -> delivered(id));
    String table = stage().environment(FunctionRole.INGEST).get("TOCSIN_HISTORY_TABLE");
    String bucket =
        String.valueOf(stage().environment(FunctionRole.ARCHIVE).get("TOCSIN_ARCHIVE_BUCKET"));
    assertEquals(List.of(), place().objects(bucket));
    try (DynamoDbClient dynamo = TestClients.dynamoDb(place().dynamoDb())) {
      List<Map<String, AttributeValue>> items =
          dynamo
              .query(
                  query ->
                      query
                          .tableName(table)
                          .keyConditionExpression("pk = :pk")
                          .expressionAttributeValues(
                              Map.of(":pk", AttributeValue.fromS("alert#" + id))))
              .items();
      assertEquals(items.size(), stage().expired.expire(items));
    }
    List<String> filed = place().objects(bucket);
    assertFalse(filed.isEmpty(), "nothing is filed");
    assertTrue(filed.stream().allMatch(name -> name.startsWith("kind=")), filed::toString);
  }
}
