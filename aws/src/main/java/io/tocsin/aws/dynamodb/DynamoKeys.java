package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Keys;
import io.tocsin.keys.SealedKey;
import io.tocsin.keys.Sealer;
import io.tocsin.wire.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The keys in DynamoDB, their secrets sealed: {@code pk=key#ID, sk=key}. */
record DynamoKeys(DynamoDbClient client, String table, Sealer sealer) implements Keys {
  private static final String SORT = "key";

  @Override
  public Optional<ApiKey> find(String id) {
    String partition = partition(id);
    if (!Values.fits(partition)) {
      return Optional.empty();
    }
    Map<String, AttributeValue> item =
        client
            .getItem(
                get -> get.tableName(table).key(Values.key(partition, SORT)).consistentRead(true))
            .item();
    return Values.text(item, JSON)
        .map(json -> Wire.read(json, SealedKey.class))
        .map(key -> key.open(sealer));
  }

  @Override
  public void save(ApiKey key) {
    Map<String, AttributeValue> item = new HashMap<>(Values.key(partition(key.id()), SORT));
    item.put(JSON, text(Wire.write(SealedKey.seal(key, sealer))));
    client.putItem(put -> put.tableName(table).item(item));
  }

  private static String partition(String id) {
    return "key#" + id;
  }
}
