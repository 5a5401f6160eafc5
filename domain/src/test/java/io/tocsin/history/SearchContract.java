package io.tocsin.history;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Instructions;
import io.tocsin.delivery.Outbox;
import io.tocsin.routing.Target;
import io.tocsin.store.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every history finds, whatever is looked for. */
public abstract class SearchContract {
  private static final Target OPS = new Target("ops", "discord", "lane-1", Map.of());
  private static final Target MAIL = new Target("mail", "email", "lane-2", Map.of());
  private static final List<String> SERVICES = List.of("plex", "nas", "a/b");
  private static final List<String> OWNERS = List.of("heimdallr", "discord:1", "a/b");
  private static final int ALERTS = 60;
  private static final int SEARCHES = 60;

  protected abstract Outbox outbox();

  protected abstract History history();

  @Test
  void whatIsLookedForIsFoundAndNothingElse() {
    Random random = new Random(7);
    for (int i = 0; i < ALERTS; i++) {
      keep(random, "a" + i);
    }
    List<Story> all = read(Search.ALL, 100);
    assertEquals(ALERTS, all.size());
    int found = 0;
    for (int i = 0; i < SEARCHES; i++) {
      Search search = search(random);
      List<Story> expected = all.stream().filter(search::finds).toList();
      assertEquals(expected, read(search, 1 + random.nextInt(20)), search.toString());
      found += expected.size();
    }
    assertTrue(found > SEARCHES, "too little is found to say anything: " + found);
  }

  @Test
  void theFallbacksDeliveryIsFoundInWhateverWay() {
    Alert alert = Samples.alert("a1").of("heimdallr", Optional.empty());
    Delivery first = Delivery.of(alert, OPS, instructions(Optional.of("mail"), Optional.empty()));
    outbox().accept(alert, List.of(first));
    Delivery instead = Delivery.of(alert, MAIL, instructions(Optional.empty(), Optional.of("ops")));
    outbox()
        .record(List.of(first.failedOver(Samples.attempt(NOON, "gone"))), List.of(instead), NOON);
    outbox().record(List.of(instead.ended(State.DEAD, NOON, "gone as well")));

    Optional<Story> story = history().story("a1");
    for (Search search :
        List.of(
            Search.ALL,
            Search.builder().service("plex").build(),
            Search.builder().owner("heimdallr").build(),
            Search.builder().states(Set.of(State.DEAD)).build(),
            Search.builder().channel("email").build())) {
      assertEquals(story.stream().toList(), read(search, 10), search.toString());
    }
  }

  @Test
  void aDeadLetterThatIsBroughtBackIsNoneAnyMore() {
    Alert alert = Samples.alert("a1");
    Delivery waiting = Delivery.of(alert, OPS);
    Delivery dead = waiting.ended(State.DEAD, NOON, "gone");
    outbox().accept(alert, List.of(waiting));
    outbox().record(List.of(dead));
    Search search = Search.builder().states(Set.of(State.DEAD)).build();
    assertEquals(1, read(search, 10).size());

    assertTrue(outbox().revive(dead, NOON));

    assertEquals(List.of(), read(search, 10));
  }

  @Test
  void aSearchIsOfNobodyWhenItAsksForThoseOfAnother() {
    Search search = Search.builder().owner("one").service("plex").build();
    assertEquals(Optional.empty(), search.within("two"));
    assertEquals(Optional.of(search), search.within("one"));
    assertEquals(Optional.of(Search.builder().owner("one").build()), Search.ALL.within("one"));
    assertFalse(search.plain());
    assertTrue(Search.builder().from(NOON).before(NOON).build().plain());
  }

  private static Instructions instructions(Optional<String> fallback, Optional<String> insteadOf) {
    return new Instructions(
        Optional.empty(),
        Optional.empty(),
        fallback,
        Optional.empty(),
        Optional.empty(),
        insteadOf);
  }

  private void keep(Random random, String id) {
    Alert.Builder builder =
        Alert.builder(id, "heimdallr", any(random, SERVICES), "title")
            .severity(any(random, List.of(Severity.values())))
            .status(any(random, List.of(Status.values())))
            // Often several at one time, over several days.
            .receivedAt(NOON.minus(Duration.ofHours(7L * random.nextInt(20))));
    if (random.nextBoolean()) {
      builder.owner(Optional.of(any(random, OWNERS)));
    }
    Alert alert = builder.build();
    List<Delivery> planned = new ArrayList<>();
    for (Target target : List.of(OPS, MAIL)) {
      if (random.nextInt(3) > 0) {
        planned.add(Delivery.of(alert, target));
      }
    }
    outbox().accept(alert, planned);
    outbox()
        .record(
            planned.stream()
                .filter(any -> random.nextInt(3) > 0)
                .map(
                    each ->
                        random.nextInt(4) == 0
                            ? each.dead(Samples.attempt(NOON, "gone"))
                            : Samples.delivered(each))
                .toList());
  }

  private static Search search(Random random) {
    Search.Builder search = Search.builder();
    if (random.nextInt(3) == 0) {
      search.service(any(random, SERVICES));
    }
    if (random.nextInt(3) == 0) {
      search.owner(any(random, OWNERS));
    }
    if (random.nextInt(4) == 0) {
      search.severities(EnumSet.of(Severity.CRITICAL, any(random, List.of(Severity.values()))));
    }
    if (random.nextInt(5) == 0) {
      search.status(any(random, List.of(Status.values())));
    }
    if (random.nextInt(4) == 0) {
      search.states(
          random.nextBoolean() ? Set.of(State.DEAD) : Set.of(State.DELIVERED, State.WAITING));
    }
    if (random.nextInt(5) == 0) {
      search.channel(random.nextBoolean() ? "discord" : "email");
    }
    if (random.nextInt(5) == 0) {
      search.target(random.nextBoolean() ? "ops" : "mail");
    }
    if (random.nextInt(4) == 0) {
      search.from(NOON.minus(Duration.ofHours(7L * random.nextInt(20))));
    }
    if (random.nextInt(4) == 0) {
      search.before(NOON.minus(Duration.ofHours(7L * random.nextInt(20))));
    }
    return search.build();
  }

  private List<Story> read(Search search, int limit) {
    List<Story> read = new ArrayList<>();
    Page<Story> page = history().find(search, limit, Optional.empty());
    read.addAll(page.items());
    while (page.next().isPresent() && read.size() <= ALERTS) {
      page = history().find(search, limit, page.next());
      read.addAll(page.items());
    }
    return read;
  }

  private static <T> T any(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
