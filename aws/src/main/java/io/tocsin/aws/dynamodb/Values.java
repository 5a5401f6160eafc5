package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;

import io.tocsin.aws.PortableText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Between values and DynamoDB's attributes. */
final class Values {
  /** The attribute that holds a record whole. */
  static final String JSON = "json";

  /** The longest partition key DynamoDB takes, in bytes. */
  private static final int LONGEST_KEY = 2048;

  private Values() {}

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PK, text(partition), SK, text(sort));
  }

  /** Whether an item can be under that key at all. */
  static boolean fits(String partition) {
    return partition.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY;
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(PortableText.json(value));
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** Seconds since 1970, to the nanosecond: a number of DynamoDB's has 38 digits. */
  static AttributeValue time(Instant at) {
    BigDecimal seconds = BigDecimal.valueOf(at.getEpochSecond());
    return AttributeValue.fromN(seconds.add(BigDecimal.valueOf(at.getNano(), 9)).toPlainString());
  }

  static Optional<Instant> time(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name))
        .map(value -> new BigDecimal(value.n()))
        .map(
            value -> {
              BigDecimal seconds = value.setScale(0, RoundingMode.FLOOR);
              return Instant.ofEpochSecond(
                  seconds.longValueExact(),
                  value.subtract(seconds).movePointRight(9).longValueExact());
            });
  }

  /** A counter, 0 when it was never counted. */
  static long count(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(value -> Long.parseLong(value.n())).orElse(0L);
  }

  static Optional<String> text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  /** A text that every such item has. */
  static String must(Map<String, AttributeValue> item, String name) {
    return text(item, name)
        .orElseThrow(() -> new IllegalStateException("an item lacks the attribute " + name));
  }
}
