package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.Meter;
import io.tocsin.aws.Meter.Used;
import io.tocsin.aws.TestClients;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import io.tocsin.keeping.Retention;
import io.tocsin.routing.Target;
import io.tocsin.store.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What a page costs in a long table: calls and read units, which DynamoDB Local counts as DynamoDB
 * does. How long: {@code -Dhistory.alerts=100000}. What it says of times means nothing.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class LongTableTest {
  private static final Logger LOG = LoggerFactory.getLogger(LongTableTest.class);
  private static final int ALERTS = Integer.getInteger("history.alerts", 2_000);

  /** More than are looked at for one page. */
  private static final int FEW = 600;

  /** Every so many alerts one is dead, and the rare service's. */
  private static final int RARE = 20;

  private static final int LIMIT = 20;

  /** As many as one request may write. */
  private static final int AT_ONCE = 25;

  private static final Target OPS = new Target("ops", "discord", "lane-1", Map.of());

  private final Meter meter = new Meter();
  private final DynamoDbClient client;
  private final HistoryItems items;
  private final Days days;
  private final History history;

  LongTableTest(DynamoDbLocal dynamo) {
    client = TestClients.dynamoDb(dynamo.endpoint(), meter);
    Tables tables = dynamo.freshTables();
    Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    items = new HistoryItems(tables.history(), clock, () -> Retention.of(Retention.USUAL));
    days = new Days(client, items);
    history = DynamoDbLocal.stores(client, tables, clock).history();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aPageCostsTheSameHoweverLongTheTable() {
    fill(0, FEW);
    Map<String, Map<String, Used>> few = costs();
    fill(FEW, ALERTS);
    Map<String, Map<String, Used>> many = costs();

    assertEquals(few, many);
    many.forEach((what, cost) -> LOG.info("{} of {} alerts: {}", what, ALERTS, sum(cost)));
    LOG.info("an alert has {} bytes, its delivery {}", size(alertItem(0)), size(deliveryItem(0)));
  }

  private static String sum(Map<String, Used> cost) {
    Used all = cost.values().stream().reduce(Used.NOTHING, Used::plus);
    return all.calls() + " calls, " + all.readUnits() + " read units";
  }

  private Map<String, Map<String, Used>> costs() {
    Map<String, Map<String, Used>> costs = new LinkedHashMap<>();
    searches().forEach((what, search) -> costs.put(what, cost(what, search, Optional.empty())));
    Page<Story> first = history.find(Search.ALL, LIMIT, Optional.empty());
    costs.put("all, second page", cost("all", Search.ALL, first.next()));
    return costs;
  }

  private Map<String, Used> cost(String what, Search search, Optional<String> cursor) {
    meter.reading();
    Page<Story> page = history.find(search, LIMIT, cursor);
    Map<String, Used> cost = meter.reading();
    assertTrue(page.items().stream().allMatch(search::finds), what);
    assertEquals(what.contains("sifted") ? 0 : LIMIT, page.items().size(), what);
    return cost;
  }

  private static Map<String, Search> searches() {
    Map<String, Search> searches = new LinkedHashMap<>();
    searches.put("all", Search.ALL);
    searches.put("of a severity", Search.builder().severities(Set.of(Severity.HIGH)).build());
    searches.put("of a service", Search.builder().service("rare").build());
    searches.put("of an owner", Search.builder().owner("owner-1").build());
    searches.put("dead letters", Search.builder().states(Set.of(State.DEAD)).build());
    searches.put("none, sifted", Search.builder().target("nowhere").build());
    return searches;
  }

  /** The newest first, so that what comes later is older and makes the table longer. */
  private void fill(int from, int to) {
    List<WriteRequest> writes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      days.note(HistoryItems.day(at(i)));
      for (Map<String, AttributeValue> item : List.of(alertItem(i), deliveryItem(i))) {
        writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
      }
    }
    for (int i = 0; i < writes.size(); i += AT_ONCE) {
      List<WriteRequest> some = writes.subList(i, Math.min(i + AT_ONCE, writes.size()));
      var answer = client.batchWriteItem(ask -> ask.requestItems(Map.of(items.table(), some)));
      assertTrue(answer.unprocessedItems().isEmpty(), "DynamoDB Local throttles nobody");
    }
  }

  private static Instant at(int number) {
    return NOON.minus(Duration.ofSeconds(10L * number));
  }

  private static Alert alert(int number) {
    boolean rare = number % RARE == 0;
    return Alert.builder(
            "ev_%024d".formatted(number),
            "heimdallr",
            rare ? "rare" : "service-%02d".formatted(number % 50),
            "number %07d".formatted(number))
        .severity(List.of(Severity.values()).get(number % 5))
        .message("3 checks failed, the last of them after 30 s without an answer")
        .receivedAt(at(number))
        .owner(Optional.of("owner-%d".formatted(number % 10)))
        .build();
  }

  private Map<String, AttributeValue> alertItem(int number) {
    return items
        .put(
            alert(number),
            new Plan(List.of(new Planned("ops", "discord", "lane-1")), Optional.empty()))
        .item();
  }

  private Map<String, AttributeValue> deliveryItem(int number) {
    Delivery delivery = Delivery.of(alert(number), OPS);
    Attempt attempt =
        new Attempt(at(number).plusSeconds(1), "delivered", "accepted", Duration.ofMillis(90));
    return items
        .put(
            number % RARE == 0
                ? delivery.dead(attempt)
                : delivery.delivered(attempt, Optional.of("1242117283612315789"), true))
        .item();
  }

  private static int size(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(
            entry ->
                entry.getKey().length()
                    + (entry.getValue().s() == null
                        ? entry.getValue().n().length()
                        : entry.getValue().s().length()))
        .sum();
  }
}
