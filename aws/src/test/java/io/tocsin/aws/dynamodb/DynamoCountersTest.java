package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.attempt;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.TestClients;
import io.tocsin.delivery.Delivery;
import io.tocsin.report.Change;
import io.tocsin.report.Change.AlertTaken;
import io.tocsin.report.Change.DeliveryRecorded;
import io.tocsin.report.Counters;
import io.tocsin.report.Counting;
import io.tocsin.report.Counts;
import io.tocsin.report.Happened;
import io.tocsin.report.Period;
import io.tocsin.report.Subject;
import io.tocsin.store.Threads;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** That each change counts once, in whatever way the stream tells of it, and whoever dies. */
@ExtendWith(DynamoDbLocalExtension.class)
class DynamoCountersTest {
  private static final Period PERIOD =
      Period.covering(NOON.minusSeconds(86_400), NOON.plusSeconds(86_400));

  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

  private final Faults faults = new Faults();
  private final DynamoDbLocal dynamo;
  private final Tables tables;
  private final DynamoDbClient client;
  private final DynamoStores stores;
  private final Counters counters;

  DynamoCountersTest(DynamoDbLocal dynamo) {
    this.dynamo = dynamo;
    tables = dynamo.freshTables();
    client = TestClients.dynamoDb(dynamo.endpoint(), faults);
    stores = DynamoDbLocal.stores(client, tables, CLOCK);
    counters = stores.counters();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void theSameChangesAgainCountNothing() {
    List<Happened> changes = changes(60, 5);
    counters.count(changes);
    counters.count(changes);

    assertCounted(changes);
  }

  @Test
  void aChangeThatComesTwiceAtOnceCountsOnce() {
    List<Happened> changes = changes(5, 2);
    List<Happened> twice = new ArrayList<>(changes);
    twice.addAll(changes);
    counters.count(twice);

    assertCounted(changes);
  }

  @Test
  void howTheChangesAreSplitMakesNoDifference() {
    List<Happened> changes = changes(90, 4);
    Random random = new Random(11);
    for (int i = 0; i < 25; i++) {
      int from = random.nextInt(changes.size());
      int to = from + 1 + random.nextInt(changes.size() - from);
      counters.count(changes.subList(from, to));
    }
    for (Happened each : changes) {
      counters.count(List.of(each));
    }

    assertCounted(changes);
  }

  @Test
  void theOrderMakesNoDifference() {
    List<Happened> changes = changes(40, 3);
    List<Happened> shuffled = new ArrayList<>(changes);
    Collections.shuffle(shuffled, new Random(5));
    counters.count(shuffled.subList(0, 20));
    counters.count(shuffled);

    assertCounted(changes);
  }

  @Test
  void moreCountersThanOneTransactionTakesAreAllCounted() {
    List<Happened> changes = changes(150, 150);
    counters.count(changes);
    counters.count(changes.subList(100, 300));

    assertCounted(changes);
  }

  /** Whoever dies after the write, before the answer, is the same to DynamoDB as a lost answer. */
  @Test
  void aLostAnswerCountsNothingTwice() {
    List<Happened> changes = changes(80, 60);
    for (int lost = 0; lost < 12; lost++) {
      // The SDK asks again, and is told by the token that it is done.
      faults.loseAnswer();
      counters.count(changes.subList(lost * 10, lost * 10 + 20));
    }
    counters.count(changes);

    assertCounted(changes);
  }

  /** Dies once after each of its requests, of which nothing is heard any more. */
  @Test
  void whoComesAfterOneThatDiedCountsTheRest() {
    List<Happened> changes = changes(300, 300);
    int died = 0;
    while (!countedUpTo(died, changes)) {
      died++;
    }

    assertTrue(died > 4, "it died " + died + " times");
    assertCounted(changes);
  }

  private boolean countedUpTo(int request, List<Happened> changes) {
    try (DynamoDbClient mortal = TestClients.dynamoDb(dynamo.endpoint(), new Death(request))) {
      DynamoDbLocal.stores(mortal, tables, CLOCK).counters().count(changes);
      return true;
    } catch (SdkClientException e) {
      return false;
    }
  }

  @Test
  void severalAtTheSameTimeCountEachChangeOnce() throws Exception {
    List<Happened> changes = changes(40, 3);
    Threads.together(
        4,
        thread -> {
          Random random = new Random(thread);
          for (int i = 0; i < 6; i++) {
            int from = random.nextInt(changes.size() - 10);
            counters.count(changes.subList(from, from + 10));
          }
          return true;
        });
    counters.count(changes);

    assertCounted(changes);
  }

  @Test
  void countingNothingAsksNothing() {
    Delivery waiting = delivery(alert("a"), "general", "lane");
    int before = faults.operations().size();
    counters.count(List.of(happened(0, new DeliveryRecorded(Optional.empty(), waiting))));

    assertEquals(before, faults.operations().size());
  }

  @Test
  void aBatchIsOneReadAndOneTransaction() {
    List<Happened> changes = changes(30, 2);
    int before = faults.operations().size();
    counters.count(changes);

    assertEquals(
        List.of("BatchGetItem", "TransactWriteItems"),
        faults.operations().subList(before, faults.operations().size()));
  }

  @Test
  void aReportReadsADayByOneQueryAndNothingElse() {
    counters.count(changes(30, 2));
    int before = faults.operations().size();
    stores.reports().sums(PERIOD);

    assertEquals(
        List.of("Query", "Query", "Query"),
        faults.operations().subList(before, faults.operations().size()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Period.covering(NOON.minusSeconds(401 * 86_400L), NOON));
  }

  private void assertCounted(List<Happened> changes) {
    Map<Subject, Counts> expected = new HashMap<>();
    changes.stream()
        .flatMap(each -> Counting.of(each.change()).entrySet().stream())
        .forEach(each -> expected.merge(each.getKey().subject(), each.getValue(), Counts::plus));
    assertEquals(expected, stores.reports().sums(PERIOD));
  }

  /** Alerts, of each a delivery to one of so many targets; seven changes a second. */
  private static List<Happened> changes(int alerts, int targets) {
    List<Happened> changes = new ArrayList<>();
    IntStream.range(0, alerts)
        .forEach(
            i -> {
              Alert alert = alert("a" + i);
              Delivery waiting = delivery(alert, "t" + i % targets, "lane");
              Delivery delivered =
                  waiting.delivered(
                      attempt(NOON.plusSeconds(i), "delivered"), Optional.empty(), true);
              changes.add(happened(changes.size(), new AlertTaken(alert)));
              changes.add(
                  happened(changes.size(), new DeliveryRecorded(Optional.empty(), delivered)));
            });
    return changes;
  }

  /** Ends a process after one of its requests: that is done, and nobody asks again. */
  private static final class Death implements ExecutionInterceptor {
    private int left;

    Death(int requests) {
      left = requests;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes with) {
      if (left == 0) {
        throw SdkClientException.create("died");
      }
      left--;
    }
  }

  private static Happened happened(int number, Change change) {
    Instant second = NOON.plusSeconds(number / 7);
    return new Happened("c" + number, second, change);
  }
}
