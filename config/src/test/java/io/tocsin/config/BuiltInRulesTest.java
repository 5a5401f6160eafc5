package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Compliance;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.RootCause.Cause;
import io.tocsin.analysis.Rule;
import io.tocsin.analysis.Rulebook;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInRulesTest {
  private static final Map<String, Layer.Entry> ENTRIES =
      Layer.read(RuleFile.builtIn(), new LinkedHashMap<>(), Set.of());
  private static final Rulebook BOOK = Rules.builtIn();

  static Stream<String> ids() {
    return ENTRIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void itsExampleIsFirstOfAllThisRules(String id) {
    Layer.Entry entry = Objects.requireNonNull(ENTRIES.get(id));
    Rule rule = entry.rule().orElseThrow();
    Circumstances example = entry.example().orElseThrow();
    assertTrue(rule.fits(example));
    List<Cause> causes = causes(example);
    if (rule.suspicion().isPresent()) {
      assertEquals(id, causes.get(0).pattern(), () -> "found " + causes);
      assertTrue(rule.suspicion().get().checks().size() >= 3, "checks that help");
    } else {
      assertEquals(List.of(), causes, "a duty is no cause");
    }
  }

  @Test
  void thereAreAsManyAsIsSaid() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    assertTrue(readme.contains("[" + ENTRIES.size() + " rules]"), () -> ENTRIES.size() + " rules");
    assertEquals(List.copyOf(ENTRIES.keySet()), BOOK.rules().stream().map(Rule::id).toList());
  }

  @Test
  void everyFileOfTheFolderIsRead() throws IOException, URISyntaxException {
    Path folder = Path.of(Objects.requireNonNull(Rules.class.getResource("/rules")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          RuleFile.BUILT_IN.stream().map(name -> name + ".yml").sorted().toList(),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  /** Alerts as people and monitors write them, none of them an example in the files. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "db-connection-pool | HikariPool-1 - Connection is not available, request timed out",
        "disk-full | Filesystem /data is 98% full on db-2",
        "out-of-memory | java.lang.OutOfMemoryError: Java heap space",
        "certificate-expiring | TLS certificate for shop.example expired yesterday",
        "dns-failure | java.net.UnknownHostException: billing.internal",
        "crash-loop | Container api restarted 14 times in 10 minutes",
        "consumer-lag | Kafka lag of topic orders is growing",
        "upstream-rate-limit | HTTP 429 from Salesforce",
        "db-deadlock | ORA-00060: deadlock detected while waiting for resource",
        "backup-failed | Nightly backup of nas failed",
        "file-descriptors | java.io.IOException: Too many open files",
        "credential-leak | GitHub secret scanning found a leaked token"
      })
  void whatOthersWriteIsKnown(String expected) {
    String[] parts = expected.split(" \\| ", 2);
    assertEquals(parts[0], causes(saying(parts[1])).get(0).pattern(), parts[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Everything is fine",
        "New user signed up",
        "Backup finished successfully",
        "Hello",
        ""
      })
  void whatIsNoTroubleIsNoCause(String title) {
    assertEquals(List.of(), causes(saying(title)));
  }

  @Test
  void ofALongTextTheBeginningIsLookedAt() {
    String told = " No space left on device";
    assertEquals("disk-full", causes(saying("a".repeat(1_900) + told)).get(0).pattern());
    assertEquals(List.of(), causes(saying("a".repeat(60_000) + told)));
  }

  @Test
  void aLeakStartsTheClockOfTheBreachNotice() {
    Circumstances leak = saying("GitHub secret scanning found a leaked token");
    Compliance compliance = Panel.of(BOOK).analyse(leak).compliance().finding().orElseThrow();
    assertEquals(Compliance.Status.OPEN, compliance.status());
    assertEquals(
        List.of("forensic-evidence", "gdpr-breach-notice"),
        compliance.duties().stream().map(duty -> duty.obligation().name()).toList());
    assertEquals(Instant.EPOCH.plus(Duration.ofDays(3)), compliance.duties().get(1).due());
  }

  private static Circumstances saying(String title) {
    return Circumstances.of(
        Alert.builder("ev_1", "test", "test", title).build(), Map.of(), Instant.EPOCH);
  }

  private static List<Cause> causes(Circumstances circumstances) {
    Analysis analysis = Panel.of(BOOK).analyse(circumstances);
    return analysis.rootCause().finding().orElseThrow().causes();
  }
}
