package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.report.Counts;
import io.tocsin.report.Period;
import io.tocsin.report.Reports;
import io.tocsin.report.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Adds up the counters in DynamoDB (see {@link CounterItems}): one query for each day. They lag
 * behind what happens, as their stream does; nothing is gained by reading them consistently.
 */
record DynamoReports(DynamoDbClient client, HistoryItems items) implements Reports {

  @Override
  public Map<Subject, Counts> sums(Period period) {
    Map<Subject, Counts> sums = new HashMap<>();
    days(period)
        .flatMap(day -> client.queryPaginator(query(day)).items().stream())
        .filter(items::live)
        .forEach(
            item ->
                sums.merge(CounterItems.subject(item), CounterItems.counts(item), Counts::plus));
    return sums;
  }

  /** The parts of the period that lie in one day each. */
  private static Stream<Period> days(Period period) {
    return Stream.iterate(period.from(), from -> from.isBefore(period.to()), DynamoReports::nextDay)
        .map(from -> new Period(from, earlier(nextDay(from), period.to())));
  }

  private static Instant nextDay(Instant time) {
    return time.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private QueryRequest query(Period ofDay) {
    String last = CounterItems.hour(ofDay.to().minusSeconds(1));
    return QueryRequest.builder()
        .tableName(items.table())
        .keyConditionExpression("#pk = :day AND #sk BETWEEN :from AND :to")
        .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
        .expressionAttributeValues(
            Map.<String, AttributeValue>of(
                ":day", text(CounterItems.partition(ofDay.from())),
                ":from", text(CounterItems.hour(ofDay.from())),
                ":to", text(last + Span.END)))
        .build();
  }
}
