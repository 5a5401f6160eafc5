package io.tocsin.local.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.store.Entry;
import io.tocsin.store.OrderedMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MvStoreMapsTest {
  private static final int ENOUGH = 400;

  private final Path file;

  MvStoreMapsTest(@TempDir Path directory) throws IOException {
    this.file = Files.createTempDirectory(directory, "store").resolve("tables.mv");
  }

  @Test
  void whatWasDoneIsThereAfterReopening() {
    try (MvStoreMaps maps = MvStoreMaps.open(file)) {
      put(maps, "a", "1");
    }
    try (MvStoreMaps maps = MvStoreMaps.open(file)) {
      assertEquals(Optional.of(new Entry("1")), map(maps).get("a"));
    }
  }

  @Test
  void whatThrowsChangesNothing() {
    try (MvStoreMaps maps = MvStoreMaps.open(file)) {
      put(maps, "a", "1");
      assertThrows(
          IllegalStateException.class,
          () ->
              maps.atomically(
                  () -> {
                    map(maps).put("a", new Entry("2"));
                    map(maps).put("b", new Entry("2"));
                    map(maps).remove("a");
                    throw new IllegalStateException("on purpose");
                  }));
      assertEquals(Optional.of(new Entry("1")), map(maps).get("a"));
      assertEquals(Optional.empty(), map(maps).get("b"));
    }
  }

  @Test
  void rangesHaveTheirFirstKeyAndNotTheirLast() {
    try (MvStoreMaps maps = MvStoreMaps.open(file)) {
      for (String key : List.of("a", "b", "c", "d")) {
        put(maps, key, key);
      }
      assertEquals(List.of("b", "c"), keys(map(maps).ascending("b", "d").toList()));
      assertEquals(List.of("c", "b"), keys(map(maps).descending("b", "d").toList()));
      assertEquals(List.of("d"), keys(map(maps).descending("", "z").limit(1).toList()));
      assertEquals(List.of(), keys(map(maps).descending("d", "b").toList()));
      assertEquals(List.of(), keys(map(maps).ascending("x", "z").toList()));
    }
  }

  @Test
  void changesOutsideOfWorkAreRefused() {
    try (MvStoreMaps maps = MvStoreMaps.open(file)) {
      assertThrows(IllegalStateException.class, () -> map(maps).put("a", new Entry("1")));
    }
  }

  @Test
  void theFileIsForOneProcessAtATime() {
    try (MvStoreMaps maps = MvStoreMaps.open(file)) {
      put(maps, "a", "1");
      assertThrows(StoreException.class, () -> MvStoreMaps.open(file));
    }
  }

  @Test
  void aKilledProcessLosesNothingItAcknowledged() throws Exception {
    for (int round = 0; round < 2; round++) {
      List<String> acknowledged = killedWhileWriting("round" + round + "-");
      assertTrue(acknowledged.size() >= ENOUGH);
      try (MvStoreMaps maps = MvStoreMaps.open(file)) {
        for (String key : acknowledged) {
          assertTrue(map(maps).get(key).isPresent(), key);
          assertTrue(map(maps).get(key + "-twin").isPresent(), key);
        }
        // Nothing is there by half either.
        map(maps)
            .ascending("", "zzz")
            .filter(entry -> !entry.getKey().endsWith("-twin"))
            .forEach(entry -> assertTrue(map(maps).get(entry.getKey() + "-twin").isPresent()));
      }
    }
  }

  /** Starts a process that writes, and kills it in the middle; the keys it had acknowledged. */
  private List<String> killedWhileWriting(String prefix) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString(),
                prefix)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        if (line.endsWith(".")) {
          acknowledged.add(line.substring(0, line.length() - 1));
        }
        if (acknowledged.size() == ENOUGH) {
          // The process itself would close what it wrote as well.
          process.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    }
    process.waitFor();
    return acknowledged;
  }

  /** Writes pairs from four threads and says which are done, until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      MvStoreMaps maps = MvStoreMaps.open(Path.of(arguments[0]));
      for (int i = 0; i < 4; i++) {
        String prefix = arguments[1] + i + "-";
        new Thread(() -> write(maps, prefix)).start();
      }
    }

    private static void write(MvStoreMaps maps, String prefix) {
      for (int i = 0; i < 1_000_000; i++) {
        String key = prefix + i;
        maps.atomically(
            () -> {
              map(maps).put(key, new Entry("x".repeat(500)));
              map(maps).put(key + "-twin", new Entry("y".repeat(500)));
              return true;
            });
        synchronized (System.out) {
          System.out.println(key + ".");
          System.out.flush();
        }
      }
    }
  }

  private static OrderedMap<Entry> map(MvStoreMaps maps) {
    return maps.map("test", Entry.class);
  }

  private static void put(MvStoreMaps maps, String key, String value) {
    maps.atomically(
        () -> {
          map(maps).put(key, new Entry(value));
          return true;
        });
  }

  private static List<String> keys(List<Map.Entry<String, Entry>> entries) {
    return entries.stream().map(Map.Entry::getKey).toList();
  }
}
