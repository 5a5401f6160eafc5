package io.tocsin.local.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import io.tocsin.routing.Target;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapOutbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches in a long history. How long: {@code -Dhistory.alerts=1000000}. How long a first page
 * takes is told in the log: it is nothing that a busy machine could promise.
 */
class LongHistoryTest {
  private static final Logger LOG = LoggerFactory.getLogger(LongHistoryTest.class);
  private static final int ALERTS = Integer.getInteger("history.alerts", 5_000);
  private static final int TIMES = Integer.getInteger("history.times", 50);
  private static final Instant BEGIN = Instant.parse("2026-08-01T00:00:00Z");
  private static final Target OPS = new Target("ops", "discord", "lane-1", Map.of());

  /**
   * Every so many alerts one is dead, and one is the rare owner's, and one is the rare service's.
   */
  private static final int RARE = 1_000;

  /** Written to the disk together, or it would take hours. */
  private static final int AT_ONCE = 1_000;

  @Test
  void theFirstPageIsFoundAtOnceWhateverIsLookedFor(@TempDir Path folder) {
    try (MvStoreMaps maps = MvStoreMaps.open(folder.resolve("history.mv"))) {
      MapOutbox outbox = new MapOutbox(maps);
      for (int from = 0; from < ALERTS; from += AT_ONCE) {
        int begin = from;
        maps.atomically(() -> fill(outbox, begin, Math.min(begin + AT_ONCE, ALERTS)));
      }
      History history = new MapHistory(maps);
      searches()
          .forEach(
              (what, search) -> {
                Page<Story> page = history.find(search, 20, Optional.empty());
                assertTrue(page.items().stream().allMatch(search::finds), what);
                assertEquals(
                    what.contains("sifted") ? 0 : Math.min(20, most(what)),
                    page.items().size(),
                    what);
                LOG.info("{} of {} alerts: {}", what, ALERTS, timed(history, search));
              });
    }
  }

  private static int most(String what) {
    return what.startsWith("rare") ? ALERTS / RARE : ALERTS;
  }

  private static Map<String, Search> searches() {
    Map<String, Search> searches = new LinkedHashMap<>();
    searches.put("all", Search.ALL);
    searches.put("of a service", Search.builder().service("service-1").build());
    searches.put("of a severity", Search.builder().severities(Set.of(Severity.HIGH)).build());
    searches.put("rare service", Search.builder().service("rare").build());
    searches.put("rare owner", Search.builder().owner("rare").build());
    searches.put("rare dead letters", Search.builder().states(Set.of(State.DEAD)).build());
    searches.put(
        "older ones", Search.builder().before(BEGIN.plus(Duration.ofSeconds(ALERTS / 2))).build());
    searches.put("none, sifted", Search.builder().target("nowhere").build());
    return searches;
  }

  private static boolean fill(MapOutbox outbox, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean rare = i % RARE == RARE / 2;
      Alert alert =
          Alert.builder("ev_" + i, "heimdallr", rare ? "rare" : "service-" + i % 50, "number " + i)
              .severity(List.of(Severity.values()).get(i % 5))
              .message("3 checks failed, the last of them after 30 s without an answer")
              .receivedAt(BEGIN.plusSeconds(i))
              .owner(Optional.of(rare ? "rare" : "owner-" + i % 20))
              .build();
      Delivery delivery = Delivery.of(alert, OPS);
      outbox.accept(alert, List.of(delivery));
      Attempt attempt =
          new Attempt(BEGIN.plusSeconds(i + 1L), "delivered", "accepted", Duration.ofMillis(90));
      outbox.record(
          List.of(
              rare ? delivery.dead(attempt) : delivery.delivered(attempt, Optional.of("m"), true)));
    }
    return true;
  }

  private static String timed(History history, Search search) {
    long[] nanos = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long begin = System.nanoTime();
      history.find(search, 20, Optional.empty());
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return "p50 %.1f ms, p99 %.1f ms"
        .formatted(nanos[TIMES / 2] / 1e6, nanos[TIMES * 99 / 100] / 1e6);
  }
}
