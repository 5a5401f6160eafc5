package io.tocsin.aws;

import io.tocsin.aws.dynamodb.Table;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The write units of a transaction, by DynamoDB's rules: for each item those of its size before or
 * after, whichever is more, rounded up to a KB, twice; and once more for each index that it is in,
 * the same or, where the index holds keys alone, one. DynamoDB Local says something else: it tells
 * the last item's alone.
 */
final class TransactionUnits {
  private static final int UNIT = 1024;
  private static final int TWICE = 2;

  /** What is known to be in the tables, to know what a removal costs. */
  private final Map<String, Integer> sizes = new ConcurrentHashMap<>();

  /** Reckons, and remembers what the transaction writes. */
  double of(TransactWriteItemsRequest transaction) {
    return transaction.transactItems().stream().mapToInt(this::units).sum() * (double) TWICE;
  }

  private int units(TransactWriteItem item) {
    if (item.put() != null) {
      Table table = table(item.put().tableName());
      Map<String, AttributeValue> values = item.put().item();
      String key = key(item.put().tableName(), values);
      int after = size(values);
      int before = Optional.ofNullable(sizes.put(key, after)).orElse(0);
      return whole(Math.max(before, after)) + entries(table, values, before, after);
    }
    if (item.delete() != null) {
      int before =
          Optional.ofNullable(sizes.remove(key(item.delete().tableName(), item.delete().key())))
              .orElseThrow(() -> new IllegalStateException("removes what it did not write"));
      // What is removed by transactions, the deliveries that waited, is in no index.
      return whole(before);
    }
    // What is changed by transactions is small: a lane, which is in an index from then on.
    return table(item.update().tableName()).equals(Table.OUTBOX) ? 2 : 1;
  }

  /** What its entries in indexes take; an entry of keys alone is not written again. */
  private static int entries(Table table, Map<String, AttributeValue> item, int before, int after) {
    return table.indexes().stream()
        .filter(index -> item.containsKey(index.partition().name()))
        .filter(index -> item.containsKey(index.sort().name()))
        .mapToInt(index -> index.whole() ? whole(Math.max(before, after)) : before == 0 ? 1 : 0)
        .sum();
  }

  private static int whole(int size) {
    return (size + UNIT - 1) / UNIT;
  }

  private static Table table(String name) {
    String kind = name.substring(name.lastIndexOf('-') + 1);
    return switch (kind) {
      case "history" -> Table.HISTORY;
      case "outbox" -> Table.OUTBOX;
      case "keys" -> Table.KEYS;
      default -> throw new IllegalArgumentException("no such table: " + name);
    };
  }

  private static String key(String table, Map<String, AttributeValue> item) {
    return table + " " + item.get("pk") + " " + item.get("sk");
  }

  /** Names and values; a number takes about half a byte for each digit, and one more. */
  private static int size(Map<String, AttributeValue> item) {
    int size = 0;
    for (Map.Entry<String, AttributeValue> each : item.entrySet()) {
      AttributeValue value = each.getValue();
      size += bytes(each.getKey());
      size += value.n() == null ? bytes(value.s()) : value.n().length() / 2 + 2;
    }
    return size;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
