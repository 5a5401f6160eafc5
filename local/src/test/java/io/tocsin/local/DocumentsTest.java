package io.tocsin.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.config.ConfigReader;
import io.tocsin.config.RouteCase;
import io.tocsin.config.RouteCases;
import io.tocsin.routing.Routing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  @ValueSource(strings = {"configuration.md", "routing.md"})
  void theExamplesOfTheFileCanBeLoaded(String document) throws IOException {
    List<String> examples = blocks(document, "version: 1\n");
    assertTrue(!examples.isEmpty(), "examples were found");
    for (String example : examples) {
      assertTrue(!routing(example).routes().isEmpty());
    }
  }

  @Test
  void theCasesHoldForTheFileAboveThem() throws IOException {
    Routing routing = routing(blocks("routing.md", "version: 1\n").get(0));
    List<RouteCase> cases = RouteCases.read(blocks("routing.md", "cases:\n").get(0), routing);
    assertEquals(3, cases.size());
    cases.forEach(one -> assertEquals(List.of(), one.differences(routing), one.name()));
  }
}
