package io.tocsin.aws.dynamodb;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.tocsin.report.Counters;
import io.tocsin.report.Counting;
import io.tocsin.report.Counts;
import io.tocsin.report.Happened;
import io.tocsin.report.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Counts each change once: one transaction adds to the counters and says which changes it counted
 * (see {@link CounterItems}). Where a change is said to be counted follows from the change alone,
 * so it is found again however the changes are split when they come again; and no two can say so of
 * the same one, since each transaction holds only if nobody said anything meanwhile.
 */
record DynamoCounters(CounterItems items, Lookup lookup, Transactions transactions, Backoff backoff)
    implements Counters {
  /** As many items as one transaction may write. */
  private static final int AT_ONCE = 100;

  @Override
  public void count(List<Happened> changes) {
    List<Counted> together = new ArrayList<>();
    Set<Object> written = new HashSet<>();
    for (Counted each : counted(changes)) {
      Set<Object> more = new HashSet<>(written);
      more.addAll(each.writes());
      if (more.size() > AT_ONCE) {
        write(together);
        together.clear();
        more = each.writes();
      }
      together.add(each);
      written = more;
    }
    write(together);
  }

  /** What counts nothing may come as often as it likes. */
  private static List<Counted> counted(List<Happened> changes) {
    return changes.stream()
        .map(each -> new Counted(new Mark(each.at(), each.id()), Counting.of(each.change())))
        .filter(each -> !each.counts().isEmpty())
        .toList();
  }

  private void write(List<Counted> changes) {
    for (int tried = 1; !changes.isEmpty(); tried++) {
      Map<Instant, Set<String>> known = known(changes);
      Map<Mark, Map<Line, Counts>> fresh = new LinkedHashMap<>();
      changes.stream()
          .filter(each -> !each.mark().isOf(known))
          .forEach(each -> fresh.put(each.mark(), each.counts()));
      if (fresh.isEmpty() || transactions.write(writes(fresh, known)).isEmpty()) {
        return;
      }
      // Somebody else counts changes of the same seconds, perhaps these.
      backoff.afterIdle(tried);
    }
  }

  private Map<Instant, Set<String>> known(List<Counted> changes) {
    List<Instant> seconds = changes.stream().map(each -> each.mark().second()).distinct().toList();
    Map<Instant, Set<String>> known = new HashMap<>();
    lookup
        .items(seconds.stream().map(CounterItems::markKey).toList())
        .forEach(
            item ->
                seconds.stream()
                    .filter(second -> CounterItems.marks(item, second))
                    .forEach(second -> known.put(second, CounterItems.ids(item))));
    return known;
  }

  private List<TransactWriteItem> writes(
      Map<Mark, Map<Line, Counts>> fresh, Map<Instant, Set<String>> known) {
    Map<Line, Counts> sums = new LinkedHashMap<>();
    fresh
        .values()
        .forEach(counts -> counts.forEach((line, more) -> sums.merge(line, more, Counts::plus)));
    Map<Instant, Set<String>> marks =
        fresh.keySet().stream().collect(groupingBy(Mark::second, mapping(Mark::id, toSet())));
    return Stream.concat(
            marks.entrySet().stream()
                .map(
                    each ->
                        items.mark(
                            each.getKey(),
                            known.getOrDefault(each.getKey(), Set.of()),
                            each.getValue())),
            sums.entrySet().stream().map(each -> items.add(each.getKey(), each.getValue())))
        .toList();
  }

  /** What says that a change is counted. */
  private record Mark(Instant second, String id) {
    boolean isOf(Map<Instant, Set<String>> known) {
      return known.getOrDefault(second, Set.of()).contains(id);
    }
  }

  private record Counted(Mark mark, Map<Line, Counts> counts) {

    /** One for each item that is written for it. */
    Set<Object> writes() {
      Set<Object> writes = new HashSet<>(counts.keySet());
      writes.add(mark.second());
      return writes;
    }
  }
}
