package io.tocsin.report;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counters by name, which can be added up. What was never counted is 0, and not among them.
 *
 * @param numbers each more than 0
 */
public record Counts(Map<String, Long> numbers) {
  public static final Counts NONE = new Counts(Map.of());

  public Counts {
    numbers = Map.copyOf(numbers);
  }

  static Counts one(String name) {
    return of(name, 1);
  }

  static Counts of(String name, long number) {
    return number == 0 ? NONE : new Counts(Map.of(name, number));
  }

  /** Both together. */
  public Counts plus(Counts others) {
    SortedMap<String, Long> sum = new TreeMap<>(numbers);
    others.numbers.forEach((name, number) -> sum.merge(name, number, Long::sum));
    return new Counts(sum);
  }

  long get(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  /** The sum of those whose names begin so. */
  long all(String prefix) {
    return numbers.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
