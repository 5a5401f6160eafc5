package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.analysis.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeetingSourceTest {
  private static final String RULE =
      """
      version: 1
      rules:
        - id: holiday-pictures
          match: { text: 'pictures' }
          cause: The holiday pictures again.
          confidence: 0.9
          checks: Look into /pictures.
          example: { title: Too many pictures }
      """;

  private final Path folder;

  MeetingSourceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static MeetingSource read(Map<String, String> variables) {
    return MeetingSource.read(name -> Optional.ofNullable(variables.get(name)));
  }

  private MeetingSource file(String text) throws IOException {
    Path file = folder.resolve("tocsin.yml");
    Files.writeString(file, text);
    return read(Map.of("TOCSIN_CONFIG", file.toString(), "TOCSIN_MEETING_ATTENDEES", "no address"));
  }

  @Test
  void aTeamsRulesCountBesidesThoseThatTocsinBrings() throws IOException {
    Files.createDirectory(folder.resolve("rules"));
    Files.writeString(folder.resolve("rules").resolve("own.yml"), RULE);

    MeetingSource source =
        file("version: 1\nmeetings: { rules: rules, provider: mail, window: 3d }");

    assertEquals(
        "holiday-pictures", source.rules().rules().stream().map(Rule::id).findFirst().orElse(""));
    assertEquals(Rules.builtIn().rules().size() + 1, source.rules().rules().size());
    assertEquals(Optional.of("mail"), source.settings().provider());
    assertEquals(Duration.ofDays(3), source.settings().making().window());
  }

  @Test
  void withoutRulesOfItsOwnTheFileHasThoseThatTocsinBrings() throws IOException {
    assertEquals(Rules.builtIn().version(), file("version: 1\nmeetings: {}").rules().version());
    assertEquals(Optional.empty(), file("version: 1").settings().provider());
  }

  @Test
  void withoutAFileItIsAsTheVariablesSay() {
    MeetingSource source = read(Map.of("TOCSIN_MEETING_ATTENDEES", "a@example.org"));

    assertEquals(Rules.builtIn().version(), source.rules().version());
    assertEquals(Duration.ofMinutes(15), source.settings().making().remind());
    InvalidConfigException stop =
        assertThrows(
            InvalidConfigException.class,
            () -> read(Map.of("TOCSIN_MEETING_ATTENDEES", "no address")));
    assertTrue(stop.toString().contains("TOCSIN_MEETING_ATTENDEES"), stop.toString());
  }

  @Test
  void mistakesAreToldWithTheirPlace() throws IOException {
    InvalidConfigException wrong =
        assertThrows(
            InvalidConfigException.class,
            () -> file("version: 1\nmeetings:\n  provider: pigeons\n"));
    assertTrue(wrong.toString().contains("line 3"), wrong.toString());
    assertThrows(InvalidRulesException.class, () -> file("version: 1\nmeetings: { rules: none }"));
    assertThrows(InvalidRulesException.class, () -> read(Map.of("TOCSIN_CONFIG", "/no/such.yml")));
  }

  @Test
  void whatTheRestOfTheFileNeedsNeedNotBeSet() throws IOException {
    String text =
        """
        version: 1
        targets:
          hook: { channel: discord, url: "${env:NOBODY_SET_THIS}" }
        routes:
          - to: hook
        meetings:
          remind: 1h
        """;
    assertEquals(List.of(Duration.ofHours(1)), List.of(file(text).settings().remind()));
  }
}
