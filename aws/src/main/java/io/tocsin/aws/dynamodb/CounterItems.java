package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.number;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.EventId;
import io.tocsin.report.Counts;
import io.tocsin.report.Line;
import io.tocsin.report.Period;
import io.tocsin.report.Subject;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The items of the counters.
 *
 * <ul>
 *   <li>the counters of a subject in an hour: {@code pk=report#2026-11-21, sk=14#target#DIGEST}, so
 *       that those of a day are read at once; the subject whole, and a number for each counter
 *   <li>which of the changes that were written in a second are counted: {@code
 *       pk=counted#2026-11-21T14:00:05Z, sk=counted}
 * </ul>
 */
record CounterItems(HistoryItems history) {
  /** As long as anybody may ask for them, and the day in which it begins. */
  private static final Duration KEPT = Period.LONGEST.plusDays(1);

  /** A stream tells what is a day old at most. */
  private static final Duration TOLD = Duration.ofDays(3);

  private static final String SUBJECT = "subject";
  private static final String COUNTED = "counted";
  private static final String IDS = "ids";

  static String partition(Instant hour) {
    return Table.REPORT + HistoryItems.day(hour);
  }

  /** What the sort keys of an hour begin with. */
  static String hour(Instant hour) {
    return String.format(Locale.ROOT, "%02d#", hour.atZone(ZoneOffset.UTC).getHour());
  }

  /** A digest, since names may be longer than a key, and of characters no key has. */
  private static String sort(Line line) {
    Subject subject = line.subject();
    String kind = subject.kind().name().toLowerCase(Locale.ROOT);
    return hour(line.hour()) + kind + "#" + EventId.digest(kind, subject.channel(), subject.name());
  }

  static Subject subject(Map<String, AttributeValue> item) {
    return Wire.read(Values.must(item, SUBJECT), Subject.class);
  }

  /** Every number of an item but its end is a counter. */
  static Counts counts(Map<String, AttributeValue> item) {
    return new Counts(
        item.entrySet().stream()
            .filter(each -> each.getValue().n() != null && !each.getKey().equals(TTL))
            .collect(
                Collectors.toMap(Map.Entry::getKey, each -> Long.parseLong(each.getValue().n()))));
  }

  /** What adds to the counters. */
  TransactWriteItem add(Line line, Counts more) {
    Map<String, String> names = new HashMap<>(Map.of("#subject", SUBJECT, "#ttl", TTL));
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":subject", text(Wire.write(line.subject())));
    values.put(":end", number(line.hour().plus(KEPT).getEpochSecond()));
    StringBuilder sums = new StringBuilder();
    more.numbers()
        .forEach(
            (name, number) -> {
              int i = values.size() - 2;
              sums.append(i == 0 ? " ADD " : ", ").append("#n" + i + " :n" + i);
              names.put("#n" + i, name);
              values.put(":n" + i, number(number));
            });
    return write(
        Update.builder()
            .tableName(history.table())
            .key(Values.key(partition(line.hour()), sort(line)))
            .updateExpression("SET #subject = :subject, #ttl = :end" + sums)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .build());
  }

  static Map<String, AttributeValue> markKey(Instant second) {
    return Values.key(Table.COUNTED + second, COUNTED);
  }

  /** Which changes of its second it says are counted. */
  static Set<String> ids(Map<String, AttributeValue> mark) {
    return Optional.ofNullable(mark.get(IDS))
        .map(AttributeValue::ss)
        .<Set<String>>map(Set::copyOf)
        .orElse(Set.of());
  }

  static boolean marks(Map<String, AttributeValue> mark, Instant second) {
    return Values.must(mark, PK).equals(Values.must(markKey(second), PK))
        && Values.must(mark, SK).equals(COUNTED);
  }

  /**
   * What says that more changes are counted, unless somebody else said so of any meanwhile: they
   * only become more, so that as many as were read are those that were read.
   */
  TransactWriteItem mark(Instant second, Set<String> known, Collection<String> more) {
    Map<String, String> names = new HashMap<>(Map.of("#ids", IDS, "#ttl", TTL));
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":more", AttributeValue.fromSs(more.stream().sorted().toList()));
    values.put(":end", number(second.plus(TOLD).getEpochSecond()));
    Update.Builder update =
        Update.builder()
            .tableName(history.table())
            .key(markKey(second))
            .updateExpression("SET #ttl = :end ADD #ids :more");
    if (known.isEmpty()) {
      names.put("#pk", PK);
      values.put(":now", number(history.clock().instant().getEpochSecond()));
      update.conditionExpression("attribute_not_exists(#pk) OR #ttl <= :now");
    } else {
      values.put(":known", number(known.size()));
      update.conditionExpression("size(#ids) = :known");
    }
    return write(update.expressionAttributeNames(names).expressionAttributeValues(values).build());
  }

  private static TransactWriteItem write(Update update) {
    return TransactWriteItem.builder().update(update).build();
  }
}
