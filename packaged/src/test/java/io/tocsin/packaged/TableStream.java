package io.tocsin.packaged;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.aws.TestClients;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a table's stream tells a function of items that were put into the table. */
record TableStream(URI endpoint, String table) {

  /** A batch that tells of all items of a partition. */
  String told(String partition) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ArrayNode records = event.putArray("Records");
    for (Map<String, AttributeValue> item : items(partition)) {
      ObjectNode told = Events.read("stream-record");
      ObjectNode change = (ObjectNode) told.path("dynamodb");
      // A stream tells what is a day old at most.
      change.put("ApproximateCreationDateTime", Clock.systemUTC().instant().getEpochSecond());
      change.put("SequenceNumber", String.valueOf(4_421_584_500_000_000L + records.size()));
      item.forEach(
          (name, value) -> {
            change.withObject("/NewImage").set(name, json(value));
            if (name.equals("pk") || name.equals("sk")) {
              change.withObject("/Keys").set(name, json(value));
            }
          });
      records.add(told);
    }
    return Wire.write(event);
  }

  private List<Map<String, AttributeValue>> items(String partition) {
    try (DynamoDbClient client = TestClients.dynamoDb(endpoint)) {
      return client
          .query(
              query ->
                  query
                      .tableName(table)
                      .keyConditionExpression("pk = :pk")
                      .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition))))
          .items();
    }
  }

  private static ObjectNode json(AttributeValue value) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return value.s() == null ? json.put("N", value.n()) : json.put("S", value.s());
  }
}
