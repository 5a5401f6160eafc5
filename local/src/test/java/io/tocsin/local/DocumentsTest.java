package io.tocsin.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.calendar.Person;
import io.tocsin.calendar.Roster;
import io.tocsin.config.ConfigReader;
import io.tocsin.config.RouteCase;
import io.tocsin.config.RouteCases;
import io.tocsin.routing.Routing;
import io.tocsin.watch.Metric;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents show can be used as it stands there. */
class DocumentsTest {
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

  private static List<String> blocks(String document, String beginning) throws IOException {
    String text = Files.readString(Path.of("..", "docs", document));
    return YAML.matcher(text)
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.startsWith(beginning))
        .toList();
  }

  private static Routing routing(String text) {
    ConfigReader.Checked checked = KnownChannels.reader(Map.of()).check(text);
    assertEquals(List.of(), checked.mistakes());
    return checked.routing().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void everyMetricIsExplainedWithItsLabels(Metric metric) throws IOException {
    String row =
        Files.readString(Path.of("..", "docs", "watching.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .filter(line -> line.split("\\|", -1)[1].contains("`" + metric.word() + "`"))
            .findFirst()
            .orElseThrow();
    String labels =
        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    assertEquals(labels, row.split("\\|", -1)[3].strip(), row);
  }

  @Test
  void everyTestThatIsSaidToHoldAThreatIsThere() throws IOException {
    Set<String> there = new HashSet<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."))) {
      for (Path module : modules) {
        there.addAll(tests(module.resolve("src/test/java")));
      }
    }
    List<String> named =
        Pattern.compile("`(\\w+(?:Test|Contract))`")
            .matcher(Files.readString(Path.of("..", "docs", "security.md")))
            .results()
            .map(name -> name.group(1) + ".java")
            .toList();
    assertTrue(named.size() > 10, "tests are named");
    assertEquals(List.of(), named.stream().filter(name -> !there.contains(name)).toList());
  }

  private static Set<String> tests(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void theRunbookHasTheCostsThatWereCounted() throws IOException {
    assertEquals(
        cells("cost.md", "**dollars a million alerts**"),
        cells("operations.md", "a million alerts"));
    for (String atRest :
        cells("cost.md", "**together**").stream().filter(each -> !each.isEmpty()).toList()) {
      assertTrue(Files.readString(Path.of("..", "docs", "operations.md")).contains(atRest), atRest);
    }
  }

  /** A table's row, without its name. */
  private static List<String> cells(String document, String name) throws IOException {
    String row =
        Files.readString(Path.of("..", "docs", document))
            .lines()
            .filter(line -> line.startsWith("| " + name + " |"))
            .findFirst()
            .orElseThrow();
    return Stream.of(row.split("\\|", -1)).skip(2).map(String::strip).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration.md", "routing.md", "meetings.md"})
  void theExamplesOfTheFileCanBeLoaded(String document) throws IOException {
    List<String> examples = blocks(document, "version: 1\n");
    assertTrue(!examples.isEmpty(), "examples were found");
    for (String example : examples) {
      assertTrue(!routing(example).routes().isEmpty());
    }
  }

  @Test
  void whoIsOnCallInTheExampleIsAsItSays() throws IOException {
    Roster roster =
        ConfigReader.readMeetings(blocks("meetings.md", "version: 1\n").get(0)).roster();
    assertEquals(List.of("maria"), onCall(roster, "plex", "2026-12-24T08:00:00Z"));
    assertEquals(List.of("ann"), onCall(roster, "plex", "2026-12-24T07:59:59Z")); // Bob is away.
    assertEquals(List.of("maria", "ann"), onCall(roster, "web-shop", "2026-12-24T08:00:00Z"));
    assertEquals(List.of("kenji"), onCall(roster, "platform", "2026-01-05T19:00:00Z"));
  }

  private static List<String> onCall(Roster roster, String service, String at) {
    return roster.onCall(service, Instant.parse(at)).stream().map(Person::id).toList();
  }

  @Test
  void theCasesHoldForTheFileAboveThem() throws IOException {
    Routing routing = routing(blocks("routing.md", "version: 1\n").get(0));
    List<RouteCase> cases = RouteCases.read(blocks("routing.md", "cases:\n").get(0), routing);
    assertEquals(3, cases.size());
    cases.forEach(one -> assertEquals(List.of(), one.differences(routing), one.name()));
  }
}
