package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.number;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.keys.QuotaWindow;
import io.tocsin.keys.Quotas;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The quota counters in DynamoDB, one item per subject and minute: {@code pk=quota#SUBJECT,
 * sk=MINUTE}. A counter only ever grows, and only while the tokens asked for still fit.
 */
record DynamoQuotas(DynamoDbClient client, String table) implements Quotas {
  private static final String USED = "used";

  /** A counter is needed for two minutes; the rest is for clocks that disagree. */
  private static final Duration KEPT = Duration.ofHours(1);

  @Override
  public Lease lease(String subject, int perMinute, int wanted, Instant now) {
    QuotaWindow window = read(subject, now);
    // What the minute before leaves of the quota.
    int most = new QuotaWindow(window.before(), 0).lease(perMinute, perMinute, now).tokens();
    Lease lease = window.lease(perMinute, wanted, now);
    while (lease.tokens() > 0) {
      Optional<Integer> used = take(subject, now, lease.tokens(), most);
      if (used.isEmpty()) {
        return lease;
      }
      // Others were quicker. Fewer tokens fit now than were asked for, so this ends.
      lease = new QuotaWindow(window.before(), used.get()).lease(perMinute, wanted, now);
    }
    return lease;
  }

  private QuotaWindow read(String subject, Instant now) {
    String minute = QuotaWindow.minute(now).toString();
    String before = QuotaWindow.minute(now).minus(QuotaWindow.LENGTH).toString();
    Map<String, Integer> used = new HashMap<>();
    client
        .query(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression("#pk = :pk AND #sk BETWEEN :before AND :now")
                    .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", text(partition(subject)),
                            ":before", text(before),
                            ":now", text(minute)))
                    .consistentRead(true))
        .items()
        .forEach(item -> used.put(Values.must(item, SK), (int) Values.count(item, USED)));
    return new QuotaWindow(used.getOrDefault(before, 0), used.getOrDefault(minute, 0));
  }

  /**
   * Counts tokens if the count then is no higher than the most.
   *
   * @return empty when they are counted, else the count as it is
   */
  private Optional<Integer> take(String subject, Instant now, int tokens, int most) {
    Instant minute = QuotaWindow.minute(now);
    try {
      client.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(Values.key(partition(subject), minute.toString()))
                  .updateExpression("ADD #used :tokens SET #ttl = :ttl")
                  .conditionExpression("attribute_not_exists(#used) OR #used <= :room")
                  .expressionAttributeNames(Map.of("#used", USED, "#ttl", TTL))
                  .expressionAttributeValues(
                      Map.of(
                          ":tokens", number(tokens),
                          ":room", number(most - tokens),
                          ":ttl", number(minute.plus(KEPT).getEpochSecond())))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      Map<String, AttributeValue> item = e.item();
      return Optional.of((int) Values.count(item, USED));
    }
  }

  private static String partition(String subject) {
    return "quota#" + subject;
  }
}
