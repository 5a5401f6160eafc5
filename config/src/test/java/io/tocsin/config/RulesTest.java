package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.RootCause.Cause;
import io.tocsin.analysis.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final String OWN =
      """
      version: 1
      obligations:
        tell-the-boss:
          kind: notice
          what: Tell the boss.
          reason: She wants to know.
          within: 2h
      rules:
        - id: disk-full
          match: { text: 'disk.*full' }
          cause: The holiday pictures again.
          confidence: 0.9
          checks: Look into /pictures.
          obligations: tell-the-boss
          invite: { photographer: took them }
          points: Why here?
          example: { title: Disk is full }
        - id: service-down
          off: true
      """;

  @Test
  void aTeamsRuleTakesThePlaceOfTheOneWithItsId() {
    Rulebook book = Rules.with(List.of(new RuleFile("own.yml", OWN)));
    Analysis analysis = analyse(book, "Disk is full");
    assertEquals(
        List.of("The holiday pictures again."),
        causes(analysis).stream().map(Cause::what).toList());
    assertEquals(
        Duration.ofHours(2),
        analysis.compliance().finding().orElseThrow().duties().get(0).obligation().within());
    assertEquals(List.of(), causes(analyse(book, "plex is down")), "that rule is off");
    assertEquals(Rules.builtIn().rules().size() - 1, book.rules().size());
    assertNotEquals(Rules.builtIn().version(), book.version());
    assertEquals(book.version(), Rules.with(List.of(new RuleFile("any", OWN))).version());
  }

  @Test
  void theExampleInTheDocumentIsRight() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "analysis.md"));
    String block = page.substring(page.indexOf("```yaml\n") + 8);
    Rulebook book =
        Rules.with(List.of(new RuleFile("docs", block.substring(0, block.indexOf("```")))));
    assertEquals("signal-controller", book.rules().get(0).id());
    assertTrue(page.contains("- A folder may hold " + RuleFile.MOST_FILES + " files"));
  }

  @Test
  void aTeamsObligationTakesThePlaceOfTheOneWithItsName() {
    String own =
        """
        version: 1
        obligations:
          gdpr-breach-notice:
            { kind: notice, what: Call Ms Ito., reason: She files it., within: 1d }
        """;
    Analysis analysis =
        analyse(Rules.with(List.of(new RuleFile("own.yml", own))), "API key leaked on GitHub");
    assertTrue(
        analysis.compliance().finding().orElseThrow().duties().stream()
            .anyMatch(duty -> duty.obligation().what().equals("Call Ms Ito.")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: x                  | 4:5: a rule needs 'match'",
        "id: 'a b'              | 4:9: id must be 1 to 64 letters",
        "match: {}              | 4:12: match needs at least one field",
        "match: { body: x }     | 4:14: 'body' is not known in match; known are",
        "match: { text: 'a(' }  | 4:20: not a regular expression (RE2):",
        "match: { text: 'a)(b' }| 4:20: not a regular expression (RE2):",
        "match: { text: 'a*' }  | 4:20: the expression matches everything",
        "match: { text: [] }    | 4:20: text must not be an empty list",
        "example: { title: no } | 4:14: the rule does not match its own example",
        "confidence: 1.0        | 4:17: confidence must be a number from 0.05 to 0.95",
        "confidence: high       | 4:17: confidence must be a number from 0.05 to 0.95",
        "cause: ''              | 4:12: cause must be a text",
        "checks: []             | 4:13: checks must not be an empty list",
        "obligations: gdpr      | 4:18: there is no obligation 'gdpr'; there are change-freeze,",
        "invite: nobody         | 4:13: invite must be a mapping",
        "off: true              | 4:5: a rule that is off has nothing but its id",
        "off: yes               | 4:10: off must be true or false",
        "colour: red            | 4:5: 'colour' is not known in a rule; known are"
      })
  void aMistakeIsNamedWithItsPlace(String line, String mend) {
    String key = line.substring(0, line.indexOf(':'));
    String text =
        """
        version: 1
        rules:
          -
            %s
        """
            .formatted(line);
    List<String> rest =
        List.of(
            "id: mine",
            "match: { text: bell }",
            "cause: It rings.",
            "confidence: 0.5",
            "checks: Listen.",
            "example: { title: the bell }");
    boolean alone = line.equals("id: x");
    for (String other : alone ? List.<String>of() : rest) {
      if (!other.startsWith(key + ":")) {
        text += "    " + other + "\n";
      }
    }
    List<String> mistakes = mistakes(text);
    assertTrue(
        mistakes.stream().anyMatch(mistake -> mistake.startsWith("own.yml:" + mend)),
        () -> "found " + mistakes);
  }

  @Test
  void mistakesOfAllFilesAreNamedAtOnce() {
    List<String> mistakes =
        assertThrows(
                InvalidRulesException.class,
                () ->
                    Rules.with(
                        List.of(
                            new RuleFile("a.yml", "version: 2\n"),
                            new RuleFile("b.yml", "rules: x\nversion: 1\nversion: 1\n"),
                            new RuleFile("c.yml", ""))))
            .mistakes()
            .stream()
            .map(Object::toString)
            .toList();
    assertEquals(
        List.of(
            "a.yml:1:10: version must be a number from 1 to 1",
            "b.yml:3:1: 'version' is here twice",
            "c.yml: the file is empty; it needs version and rules"),
        mistakes);
  }

  @Test
  void noIdIsThereTwiceEvenInTwoFiles() {
    InvalidRulesException thrown =
        assertThrows(
            InvalidRulesException.class,
            () -> Rules.with(List.of(new RuleFile("a.yml", OWN), new RuleFile("b.yml", OWN))));
    assertEquals("b.yml:3:3: the obligation 'tell-the-boss' is there already", thrown.getMessage());
    String off = "version: 1\nrules:\n  - { id: disk-full, off: true }\n";
    InvalidRulesException twice =
        assertThrows(
            InvalidRulesException.class,
            () -> Rules.with(List.of(new RuleFile("a.yml", off), new RuleFile("b.yml", off))));
    assertEquals("b.yml:3:5: a rule 'disk-full' is there already", twice.getMessage());
  }

  @Test
  void onlyARuleThatIsThereIsSwitchedOff() {
    assertEquals(
        List.of("own.yml:3:5: there is no rule 'disk-ful' to switch off"),
        mistakes("version: 1\nrules:\n  - { id: disk-ful, off: true }\n"));
  }

  @Test
  void anObligationHasAllItsParts() {
    assertEquals(
        List.of(
            "own.yml:3:8: an obligation needs 'reason'",
            "own.yml:3:17: kind must be one of notice, freeze, evidence",
            "own.yml:3:43: within must be a time from 0s to 365d, such as 5m"),
        mistakes("version: 1\nobligations:\n  x:   { kind:  law, what: Do it, within: soon }\n"));
  }

  @Test
  void aFolderIsReadInTheOrderOfItsNames(@TempDir Path folder) throws IOException {
    assertThrows(InvalidRulesException.class, () -> RuleFile.in(folder));
    assertThrows(InvalidRulesException.class, () -> RuleFile.in(folder.resolve("none")));
    Files.writeString(folder.resolve("b.yml"), "version: 1\n");
    Files.writeString(folder.resolve("a.yml"), OWN);
    Files.writeString(folder.resolve("notes.txt"), "not a rule");
    assertEquals(
        List.of("a.yml", "b.yml"),
        RuleFile.in(folder).stream()
            .map(file -> Path.of(file.name()).getFileName().toString())
            .toList());
    Files.write(folder.resolve("c.yml"), new byte[] {(byte) 0xff});
    InvalidRulesException thrown =
        assertThrows(InvalidRulesException.class, () -> RuleFile.in(folder));
    assertTrue(String.valueOf(thrown.getMessage()).endsWith("UTF-8 text"), thrown.getMessage());
  }

  @Test
  void tocsinYmlAddsTheRulesOfTheFolderThatItNames(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tocsin.yml");
    Files.writeString(file, "version: 1\n");
    assertEquals(Rules.builtIn().version(), Rules.of(file).version());
    Files.writeString(file, "version: 1\nmeetings: { rules: mine }\n");
    assertThrows(InvalidRulesException.class, () -> Rules.of(file));
    Files.createDirectory(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine").resolve("own.yml"), OWN);
    assertEquals(
        Rules.with(List.of(new RuleFile("own.yml", OWN))).version(), Rules.of(file).version());
    Path none = folder.resolve("none.yml");
    assertTrue(
        assertThrows(InvalidRulesException.class, () -> Rules.of(none))
            .toString()
            .contains("none.yml"));
  }

  @Test
  void tocsinYmlNamesTheFolder() {
    assertEquals(
        "rules",
        ConfigReader.readMeetings("meetings: { rules: rules }\nroutes: not read here\n")
            .rules()
            .orElseThrow());
    assertEquals(MeetingSettings.NONE, ConfigReader.readMeetings("version: 1\n"));
    InvalidConfigException thrown =
        assertThrows(
            InvalidConfigException.class,
            () -> ConfigReader.readMeetings("meetings: { rules: [], desk: x }"));
    assertEquals(2, thrown.mistakes().size());
  }

  private static List<String> mistakes(String text) {
    return assertThrows(
            InvalidRulesException.class, () -> Rules.with(List.of(new RuleFile("own.yml", text))))
        .mistakes()
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static List<Cause> causes(Analysis analysis) {
    return analysis.rootCause().finding().orElseThrow().causes();
  }

  private static Analysis analyse(Rulebook book, String title) {
    return Panel.of(book)
        .analyse(
            Circumstances.of(
                Alert.builder("ev_1", "test", "test", title).build(), Map.of(), Instant.EPOCH));
  }
}
