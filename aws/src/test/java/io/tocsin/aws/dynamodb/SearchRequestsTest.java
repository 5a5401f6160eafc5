package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Alert;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.TestClients;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import io.tocsin.store.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a search costs: the same, however long the history is. */
@ExtendWith(DynamoDbLocalExtension.class)
class SearchRequestsTest {
  private static final int LIMIT = 5;

  private final Faults faults = new Faults();
  private final DynamoDbClient client;
  private final DynamoStores stores;

  SearchRequestsTest(DynamoDbLocal dynamo) {
    client = TestClients.dynamoDb(dynamo.endpoint(), faults);
    stores = DynamoDbLocal.stores(client, dynamo.freshTables(), Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void theFirstPageTakesAsManyRequestsInALongHistoryAsInAShortOne() {
    keep(0, 8);
    check();
    keep(8, 90);
    check();
  }

  private void check() {
    assertCost(Search.ALL, "Query", "Query");
    assertCost(Search.builder().target("ops").build(), "Query", "Query");
    assertCost(Search.builder().before(NOON).build(), "Query", "Query");
    for (Search listed :
        List.of(
            Search.builder().service("plex").build(),
            Search.builder().owner("me").build(),
            Search.builder().owner("me").from(NOON.minusSeconds(9)).build(),
            Search.builder().states(Set.of(State.DEAD)).build())) {
      assertCost(listed, "Query", "BatchGetItem", "BatchGetItem");
    }
  }

  private void assertCost(Search search, String... requests) {
    int before = faults.operations().size();
    Page<Story> page = stores.history().find(search, LIMIT, Optional.empty());
    List<String> all = faults.operations();
    assertEquals(LIMIT, page.items().size(), search.toString());
    assertEquals(List.of(requests), all.subList(before, all.size()), search.toString());
  }

  /** Within a second, each with a dead letter. */
  private void keep(int from, int to) {
    IntStream.range(from, to)
        .forEach(
            i -> {
              Alert alert =
                  Alert.builder("a" + i, "heimdallr", "plex", "title")
                      .receivedAt(NOON.minusSeconds(1).plus(Duration.ofMillis(i)))
                      .owner(Optional.of("me"))
                      .build();
              Delivery delivery = Samples.delivery(alert, "ops", "lane-1");
              stores.outbox().accept(alert, List.of(delivery));
              stores.outbox().record(List.of(delivery.ended(State.DEAD, NOON, "gone")));
            });
  }
}
