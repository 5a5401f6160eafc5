package io.tocsin.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.config.InvalidConfigException;
import io.tocsin.config.TemplateNames;
import io.tocsin.dispatch.channel.SampleAlerts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryRunTest {
  private static final String TARGETS =
      """
      version: 1
      targets:
        d: { channel: discord, url: "${env:DISCORD}" }
        s: { channel: slack, url: "${env:SLACK}" }
      routes: [ { to: [d, s] } ]
      """;

  private final DryRun dryRun =
      DryRun.with(
          Map.of(
              "DISCORD", "https://discord.com/api/webhooks/1/s3cr3t",
              "SLACK", "https://hooks.slack.com/services/s3cr3t"));

  @AfterEach
  void close() {
    dryRun.close();
  }

  @Test
  void aFileWithoutTemplatesIsFine() {
    assertEquals(2, dryRun.check(TARGETS).routing().targets().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: '{{message}}'         | line 7, column 14: the title comes out empty for an alert with nothing but a title",
        "title: '{{details.x}}'       | line 7, column 14: the title comes out empty for an ordinary alert",
        "title: '{{name}}', channels: slack | the title comes out empty for a resolved alert",
        "title: '{{title}} TITLE'     | the title is 273 characters long on an ordinary alert, and discord shows at most 256 there",
        "title: 'TITLE'               | the title is 260 characters long on an ordinary alert, and slack shows at most 256 there",
        "message: 'MESSAGE'           | the message is 4643 characters long on an ordinary alert, and discord shows at most 4096 there",
        "message: 'MESSAGE', channels: slack | the message is 4643 characters long on an ordinary alert, and slack shows at most",
        "fields: { F: 'FIELD' }       | the field 'F' is 1031 characters long on an ordinary alert, and discord shows at most 1024 there",
        "fields: { F: 'FIELD' }       | and slack shows at most",
      })
  void whatDoesNotFitIsAMistake(String template, String mend) {
    String text =
        TARGETS
            + "templates:\n"
            + ("  - { " + template + " }")
                .replace("TITLE", "word by ".repeat(32).strip() + " word")
                .replace("MESSAGE", "A longer line of text that goes on. ".repeat(129))
                .replace("FIELD", "a word, ".repeat(129))
            + "\n";
    InvalidConfigException e = assertThrows(InvalidConfigException.class, () -> dryRun.check(text));
    assertTrue(e.mistakes().toString().contains(mend), e.mistakes().toString());
    assertFalse(e.mistakes().toString().contains("s3cr3t"));
  }

  @Test
  void aTemplateThatNoAlertIsToldByIsAMistake() {
    String text = TARGETS + "templates:\n  - title: \"{{title}}\"\n  - message: a\n";
    InvalidConfigException e = assertThrows(InvalidConfigException.class, () -> dryRun.check(text));
    assertEquals(1, e.mistakes().size());
    assertTrue(e.mistakes().toString().contains("line 8, column 5: no alert is told by"), text);
  }

  @Test
  void onlyChannelsThatAreUsedAreTried() {
    String text =
        """
        version: 1
        targets: { s: { channel: slack, url: "${env:SLACK}" } }
        routes: [ { to: s } ]
        templates: [ { channels: discord, title: "LONG" } ]
        """
            .replace("LONG", "word ".repeat(100));
    assertEquals(1, dryRun.check(text).templates().size());
    assertEquals(
        1,
        dryRun
            .preview("discord", Optional.of(text), SampleAlerts.ordinary("alert"))
            .mistakes()
            .size());
  }

  @Test
  void everyChannelObeysTemplatesAndShowsTheSampleWhole() {
    String text =
        """
        templates:
          - title: "A title by template, {{title}}"
            message: "A message by template. {{message}}"
            fields: { Service: "{{service}}" }
        """;
    Alert alert = SampleAlerts.ordinary("alert");
    // These are for machines: an alert as it is, or its id, whatever people are shown.
    Set<String> unpainted = Set.of("webhook", "meeting");
    for (String channel :
        dryRun.channels().stream().filter(name -> !unpainted.contains(name)).toList()) {
      DryRun.Preview preview = dryRun.preview(channel, Optional.of(text), alert);
      assertEquals(List.of(), preview.mistakes(), channel);
      assertTrue(preview.body().contains("A title by template, plex is down"), preview.body());
      assertFalse(preview.body().contains("…"), preview.body());
      String usual = dryRun.preview(channel, Optional.empty(), alert).body();
      assertFalse(usual.contains("by template"), usual);
      assertFalse(usual.contains("…"), usual);
    }
  }

  @Test
  void theExamplesInTheDocumentsLoad() throws IOException {
    List<String> examples = new ArrayList<>();
    for (String document : List.of("templates.md", "configuration.md")) {
      String text = Files.readString(Path.of("..", "docs", document));
      Matcher yaml = Pattern.compile("(?s)```yaml\\n(templates:.*?)```").matcher(text);
      while (yaml.find()) {
        examples.add(yaml.group(1));
      }
    }
    assertTrue(examples.size() >= 3, examples.toString());
    for (String example : examples) {
      assertFalse(dryRun.check(TARGETS + example).templates().isEmpty(), example);
    }
  }

  @Test
  void everyNameIsDocumented() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "templates.md"));
    List<String> names = new ArrayList<>(TemplateNames.TEXTS);
    names.addAll(List.of("resolved", "affected_systems", "labels.NAME", "details.NAME"));
    names.forEach(name -> assertTrue(text.contains("`" + name + "`"), name));
  }
}
