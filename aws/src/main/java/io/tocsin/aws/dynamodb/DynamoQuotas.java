package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.number;

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
 * The quota counters in DynamoDB, one item per subject: {@code pk=quota#SUBJECT, sk=quota}. It
 * holds the count of the latest minute anything was leased in, and of the minute before that.
 *
 * <p>As a rule a subject is idle, so that is what is tried first: one write. When it is not, the
 * refusal tells the counts, and a second write is made for them.
 */
record DynamoQuotas(DynamoDbClient client, String table) implements Quotas {
  private static final String SORT = "quota";

  /** In minutes since 1970. */
  private static final String MINUTE = "minute";

  private static final String USED = "used";
  private static final String BEFORE = "before";

  /** A counter is needed for two minutes; the rest is for clocks that disagree. */
  private static final Duration KEPT = Duration.ofHours(1);

  /** The counts as they are stored: of a minute since 1970, and of the one before. */
  private record Counts(long minute, int used, int before) {

    /** The same as seen in a later minute. */
    Counts in(long later) {
      if (later <= minute) {
        return this;
      }
      return new Counts(later, 0, later == minute + 1 ? used : 0);
    }

    QuotaWindow window() {
      return new QuotaWindow(before, used);
    }

    /** The time, or the minute's begin if another's clock is ahead of ours. */
    Instant at(Instant now) {
      Instant begin = Instant.EPOCH.plus(QuotaWindow.LENGTH.multipliedBy(minute));
      return now.isBefore(begin) ? begin : now;
    }
  }

  @Override
  public Lease lease(String subject, int perMinute, int wanted, Instant now) {
    long minute = Duration.between(Instant.EPOCH, now).dividedBy(QuotaWindow.LENGTH);
    Counts idle = new Counts(minute, 0, 0);
    Lease lease = idle.window().lease(perMinute, wanted, now);
    if (lease.tokens() == 0) {
      return lease;
    }
    Optional<Counts> stored = begin(subject, minute, lease.tokens());
    // Each refusal means that others were quicker, so somebody always gets on.
    while (stored.isPresent()) {
      Counts present = stored.get().in(minute);
      Instant at = present.at(now);
      lease = present.window().lease(perMinute, wanted, at);
      if (lease.tokens() == 0) {
        return new Lease(0, lease.until(), lease.retryAfter().plus(Duration.between(now, at)));
      }
      stored =
          present.minute() == stored.get().minute()
              ? add(subject, present, lease.tokens(), most(present, perMinute, at))
              : turn(subject, stored.get(), present, lease.tokens());
    }
    return lease;
  }

  static Map<String, AttributeValue> key(String subject) {
    return Values.key(Table.quota(subject), SORT);
  }

  /** What the minute before leaves of the quota. */
  private static int most(Counts present, int perMinute, Instant at) {
    return new QuotaWindow(present.before(), 0).lease(perMinute, perMinute, at).tokens();
  }

  /** Counts the first tokens, if nothing was leased in this minute nor in the one before. */
  private Optional<Counts> begin(String subject, long minute, int tokens) {
    return write(
        subject,
        "attribute_not_exists(#minute) OR #minute < :before_that",
        new Counts(minute, tokens, 0),
        Map.of(":before_that", number(minute - 1)));
  }

  /** Counts the first tokens of a minute, if the one before still stands as it was seen. */
  private Optional<Counts> turn(String subject, Counts old, Counts next, int tokens) {
    return write(
        subject,
        "#minute = :old_minute AND #used = :old_used",
        new Counts(next.minute(), tokens, next.before()),
        Map.of(":old_minute", number(old.minute()), ":old_used", number(old.used())));
  }

  /** Counts tokens if the count then is no higher than the most. */
  private Optional<Counts> add(String subject, Counts present, int tokens, int most) {
    return update(
        subject,
        "ADD #used :tokens",
        "#minute = :minute AND #used <= :room",
        Map.of("#minute", MINUTE, "#used", USED),
        Map.of(
            ":tokens", number(tokens),
            ":minute", number(present.minute()),
            ":room", number(most - tokens)));
  }

  private Optional<Counts> write(
      String subject, String condition, Counts next, Map<String, AttributeValue> more) {
    Instant end = next.at(Instant.EPOCH).plus(KEPT);
    Map<String, AttributeValue> values = new HashMap<>(more);
    values.put(":minute", number(next.minute()));
    values.put(":used", number(next.used()));
    values.put(":before", number(next.before()));
    values.put(":ttl", number(end.getEpochSecond()));
    return update(
        subject,
        "SET #minute = :minute, #used = :used, #before = :before, #ttl = :ttl",
        condition,
        Map.of("#minute", MINUTE, "#used", USED, "#before", BEFORE, "#ttl", TTL),
        values);
  }

  /**
   * Updates a counter.
   *
   * @return empty when it is done, else the counts that the condition does not hold for
   */
  private Optional<Counts> update(
      String subject,
      String expression,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      client.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key(subject))
                  .updateExpression(expression)
                  .conditionExpression(condition)
                  .expressionAttributeNames(names)
                  .expressionAttributeValues(values)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      Map<String, AttributeValue> item = e.item();
      return Optional.of(
          new Counts(
              Values.count(item, MINUTE),
              (int) Values.count(item, USED),
              (int) Values.count(item, BEFORE)));
    }
  }
}
