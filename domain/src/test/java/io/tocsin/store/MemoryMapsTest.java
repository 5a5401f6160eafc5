package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryMapsTest {
  private final MemoryMaps maps = new MemoryMaps();
  private final OrderedMap<String> map = maps.map("map", String.class);

  private void put(String... keys) {
    maps.atomically(
        () -> {
          Stream.of(keys).forEach(key -> map.put(key, key));
          return true;
        });
  }

  private static List<String> keys(Stream<Map.Entry<String, String>> entries) {
    return entries.map(Map.Entry::getKey).toList();
  }

  @Test
  void workThatThrowsChangesNothing() {
    put("changed", "removed");
    OrderedMap<Integer> other = maps.map("other", Integer.class);

    assertThrows(
        ArithmeticException.class,
        () ->
            maps.atomically(
                () -> {
                  map.put("changed", "new");
                  map.put("changed", "newer");
                  map.put("added", "new");
                  map.remove("removed");
                  map.remove("never there");
                  other.put("added", 1);
                  throw new ArithmeticException();
                }));

    assertEquals(List.of("changed", "removed"), keys(map.ascending("", "z")));
    assertEquals(Optional.of("changed"), map.get("changed"));
    assertEquals(Optional.empty(), other.get("added"));
  }

  @Test
  void workInsideWorkTakesBackItsOwnChangesOnly() {
    maps.atomically(
        () -> {
          map.put("outer", "kept");
          assertThrows(
              ArithmeticException.class,
              () ->
                  maps.atomically(
                      () -> {
                        map.put("inner", "taken back");
                        throw new ArithmeticException();
                      }));
          return true;
        });

    assertEquals(List.of("outer"), keys(map.ascending("", "z")));
  }

  @Test
  void aMapIsChangedInsideOfWorkOnly() {
    assertThrows(IllegalStateException.class, () -> map.put("key", "value"));
    assertThrows(IllegalStateException.class, () -> map.remove("key"));
  }

  @Test
  void rangesAreInOrderAndEndBeforeTheirEnd() {
    put("c", "a", "b", "d");

    assertEquals(List.of("a", "b"), keys(map.ascending("a", "c")));
    assertEquals(List.of("c", "b"), keys(map.descending("b", "d")));
    assertEquals(List.of(), keys(map.ascending("c", "a")));
    assertEquals(List.of(), keys(map.descending("a", "a")));
  }

  @Test
  void aNameStandsForOneMapOfOneType() {
    put("a");

    assertEquals(Optional.of("a"), maps.map("map", String.class).get("a"));
    assertThrows(IllegalArgumentException.class, () -> maps.map("map", Integer.class));
  }

  @Test
  void changesMadeFromManyThreadsAddUp() throws Exception {
    OrderedMap<Integer> counts = maps.map("counts", Integer.class);
    Threads.together(
        8,
        i -> {
          for (int n = 0; n < 500; n++) {
            maps.atomically(
                () -> {
                  counts.put("n", counts.get("n").orElse(0) + 1);
                  return true;
                });
          }
          return i;
        });

    assertEquals(Optional.of(4000), counts.get("n"));
  }
}
