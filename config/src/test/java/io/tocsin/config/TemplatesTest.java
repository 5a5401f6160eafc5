package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.config.InvalidConfigException.Position;
import io.tocsin.delivery.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
  private static final ConfigReader READER =
      new ConfigReader(
          Map.of(
              "discord",
              Set.of(Setting.secretAddress("url")),
              "slack",
              Set.of(Setting.secretAddress("url"))),
          name -> Optional.empty());

  @Test
  void everyPartIsRead() {
    TemplateRule rule =
        read("""
                templates:
                  - channels: [discord, slack]
                    types: tracklist
                    title: "{{service}}: {{title}}"
                    message: ""
                    fields: { Track: "{{details.track}}", Team: "{{labels.team}}" }
                    colour: "#2ecc71"
                """)
            .get(0);
    assertEquals(Set.of("discord", "slack"), rule.channels());
    assertEquals(Set.of("tracklist"), rule.types());
    assertEquals("plex: down", rule.title().orElseThrow().render(VALUES));
    assertEquals("", rule.message().orElseThrow().render(VALUES));
    assertEquals(
        List.of("Track", "Team"),
        rule.fields().orElseThrow().stream().map(TemplateRule.Field::name).toList());
    assertEquals(Optional.of(0x2ecc71), rule.colour());
    assertEquals(Optional.of(new Position(2, 5)), rule.at());
  }

  @Test
  void theReaderOfAllReadsTemplatesToo() {
    ConfigReader reader =
        new ConfigReader(
            Map.of("discord", Set.of(Setting.secretAddress("url"))),
            name -> Optional.of("https://discord.com/api/webhooks/1/t"));
    Configuration configuration =
        reader.readAll(
            """
            version: 1
            targets: { ops: { channel: discord, url: "${env:OPS}" } }
            routes: [ { to: ops } ]
            templates: [ { title: "{{title}}" } ]
            """);
    assertEquals(1, configuration.templates().size());
    assertEquals(Set.of("ops"), configuration.routing().targets().keySet());
  }

  @Test
  void templatesAloneNeedNoVariables() {
    String text =
        """
        version: 1
        targets: { ops: { channel: discord, url: "${env:NOT_SET}" } }
        templates: [ { title: "{{title}}" } ]
        """;
    assertEquals(1, read(text).size());
    assertThrows(InvalidConfigException.class, () -> READER.readAll(text));
    assertEquals(List.of(), read("version: 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{titel}}                         | 1 | 'titel' is no name of an alert",
        "a {{title}} {{nome}}              | 13 | 'nome' is no name of an alert",
        "{{title                           | 1 | a tag that is not closed; write }}",
        "{{title}                          | 1 | a tag that is not closed",
        "{{title {{service}}               | 1 | a tag that is not closed",
        "{{{title}}                        | 1 | a tag that is not closed; write }}}",
        "x {{}}                            | 3 | a tag without a name",
        "{{#}}{{/}}                        | 1 | a tag without a proper name",
        "{{labels..x}}                     | 1 | a tag without a proper name",
        "{{a{b}}                           | 1 | a tag without a proper name",
        "{{#resolved}}over                 | 1 | has no end; write {{/resolved}}",
        "over{{/resolved}}                 | 5 | ends here and begins nowhere",
        "{{#name}}{{^title}}{{/name}}{{/title}} | 20 | must end first; write {{/title}}",
        "{{> footer}}                      | 1 | cannot include another",
        "{{<layout}}{{/layout}}            | 1 | cannot include another",
        "{{$block}}{{/block}}              | 1 | cannot include another",
        "{{=<% %>=}}                       | 1 | the signs of tags cannot be changed",
        "{{.}}                             | 1 | has a place only in a section",
        "{{-index}}                        | 1 | has a place only in a section",
        "{{title.length}}                  | 1 | 'title' has nothing under it",
        "{{title.class.name}}              | 1 | 'title' has nothing under it",
        "{{class}}                         | 1 | 'class' is no name of an alert",
        "{{#affected_systems}}{{x}}{{/affected_systems}} | 22 | 'x' is no name of an alert",
        "{{^details.a}}{{x}}{{/details.a}} | 15 | 'x' is no name of an alert",
      })
  void aMistakeInATemplateIsNamedWithItsPlace(String template, int column, String mend) {
    String before = "  - title: \"";
    InvalidConfigException e = mistake("templates:\n" + before + template + "\"\n");
    InvalidConfigException.Mistake first = e.mistakes().get(0);
    assertEquals(
        Optional.of(new Position(2, before.length() + column)), first.at(), e.getMessage());
    assertTrue(first.mend().contains(mend), e.getMessage());
  }

  @Test
  void thePlaceIsRightInEveryWayToWriteAText() {
    String wrong = "{{nome}}";
    assertEquals(
        new Position(2, 17), place("  - message: {{x}}".replace("{{x}}", "'a " + wrong + "'")));
    assertEquals(new Position(2, 16), place("  - message: a " + wrong));
    assertEquals(
        new Position(4, 9),
        place("  - message: |\n      {{title}}\n      🎵 " + wrong + "\n      {{service}}"));
    assertEquals(
        new Position(4, 11), place("  - message: >-\n      {{title}}\n      and {{nome}}"));
    assertEquals(new Position(3, 17), place("  - fields:\n      Name: \"a\\t" + wrong + "\""));
    // Braces written as escapes are not found again, so it is where the value begins.
    assertEquals(new Position(2, 14), place("  - message: \"\\x7b\\x7bnome}}\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "templates: {}                              | templates must be a list",
        "templates: [ text ]                        | must be a mapping",
        "templates: [ {} ]                          | a template needs one of colour, fields",
        "templates: [ { types: x } ]                | a template needs one of",
        "templates: [ { title: '' } ]               | title must be a text",
        "templates: [ { title: [a] } ]              | title must be a text",
        "templates: [ { message: } ]                | message must be a text",
        "templates: [ { message: [a] } ]            | message must be a text",
        "templates: [ { colour: red } ]             | colour must be a text such as",
        "templates: [ { colour: '#12345' } ]        | colour must be a text such as",
        "templates: [ { titel: a } ]                | 'titel' is not known in a template",
        "templates: [ { title: a, channels: sms } ] | 'sms' is no channel; there are discord",
        "templates: [ { title: a, types: [] } ]     | types must not be an empty list",
        "templates: [ { fields: { ' ': a } } ]      | a field's name must be 1 to 100",
        "templates: [ { fields: { A: [a] } } ]      | the field 'A' must be a text",
        "templates: [ { fields: a } ]               | fields must be a mapping",
      })
  void aMistakeInTheFormIsNamed(String text, String mend) {
    assertTrue(
        mistake(text).mistakes().toString().contains(mend), mistake(text).mistakes().toString());
  }

  @Test
  void thereAreOnlySoManyAndSoLong() {
    assertTrue(
        mistake("templates:\n" + "  - title: a\n".repeat(101))
            .mistakes()
            .toString()
            .contains("at most 100"));
    assertTrue(
        mistake("templates: [ { message: '" + "a".repeat(8001) + "' } ]")
            .mistakes()
            .toString()
            .contains("at most 8000"));
    StringBuilder fields = new StringBuilder("templates:\n  - fields:\n");
    for (int i = 0; i < 26; i++) {
      fields.append("      f").append(i).append(": a\n");
    }
    assertTrue(mistake(fields.toString()).mistakes().toString().contains("at most 25 fields"));
  }

  @Test
  void theMostSpecificWinsAndThenTheFirst() {
    List<TemplateRule> rules =
        read(
            """
            templates:
              - { title: none }
              - { title: none-later }
              - { title: type, types: security }
              - { title: channel, channels: slack }
              - { title: type-later, types: [security, other] }
              - { title: both, types: [security], channels: [slack, discord] }
              - { title: both-later, types: [security], channels: [discord] }
            """);
    assertEquals("none", title(rules, "discord", "alert"));
    assertEquals("channel", title(rules, "slack", "alert"));
    assertEquals("type-later", title(rules, "discord", "other"));
    assertEquals("channel", title(rules, "slack", "other"));
    assertEquals("both", title(rules, "discord", "security"));
    assertEquals("type", title(rules, "teams", "security"));
    assertEquals(Optional.empty(), TemplateRule.pick(rules.subList(2, 3), "slack", "tracklist"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{title}}",
        "{{ title }} {{{title}}} {{& title }}",
        "{{! a {{comment}}",
        "{ {{title}} } }}",
        "{{#labels}}{{any}}{{/labels}}",
        "{{#details.list}}{{#deeper}}{{artist.name}}{{/deeper}}{{/details.list}}",
        "{{#affected_systems}}{{-index}} {{.}}{{^-last}}, {{/-last}}{{/affected_systems}}",
        "{{^resolved}}{{severity}}{{/resolved}}",
        "{{labels.app.kubernetes.io/name}}",
      })
  void theseAreTemplates(String template) {
    assertEquals(1, read("templates:\n  - message: '" + template + "'").size());
  }

  private static final Map<String, ?> VALUES =
      Map.of("service", "plex", "title", "down", "labels", Map.of("team", "web"));

  private static String title(List<TemplateRule> rules, String channel, String type) {
    return TemplateRule.pick(rules, channel, type)
        .flatMap(TemplateRule::title)
        .map(text -> text.render(Map.of()))
        .orElse("");
  }

  private static Position place(String rule) {
    return mistake("templates:\n" + rule + "\n").mistakes().get(0).at().orElseThrow();
  }

  private static List<TemplateRule> read(String text) {
    return READER.readTemplates(text);
  }

  private static InvalidConfigException mistake(String text) {
    return assertThrows(InvalidConfigException.class, () -> read(text));
  }
}
