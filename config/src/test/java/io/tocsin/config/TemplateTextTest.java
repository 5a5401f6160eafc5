package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTextTest {
  private static final List<String> PIECES =
      List.of(
          "{{title}}",
          "{{",
          "}}",
          "{",
          "}",
          "{{#labels}}",
          "{{/labels}}",
          "{{^resolved}}",
          "{{/resolved}}",
          "{{{id}}}",
          "{{!",
          "{{.}}",
          "{{labels.a.b}}",
          "{{#details}}",
          "{{/details}}",
          "{{any}}",
          "{{=",
          "=}}",
          "{{>",
          "&",
          " ",
          "\n",
          "x",
          "labels",
          ".");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{title}}                                            | <b>\"down\"</b> & {{id}}",
        "{{{title}}}                                          | <b>\"down\"</b> & {{id}}",
        "[{{name}}{{labels.none}}{{details.none.deeper}}]     | []",
        "{{labels.team}} {{labels.app.io/name}}               | web plex-web",
        "{{details.host.name}} {{details.a.b}}                | media-2 dotted",
        "{{details.count}} {{details.null}}.                  | 3 .",
        "{{affected_systems}}                                 | one, two",
        "{{#affected_systems}}<{{.}}>{{/affected_systems}}    | <one><two>",
        "{{#affected_systems}}{{.}}{{^-last}}+{{/-last}}{{/affected_systems}} | one+two",
        "{{#details.tracks}}{{artist}}:{{service}} {{/details.tracks}}. | A:plex B:plex .",
        "{{#details.tracks}}{{details.host.name}} {{/details.tracks}}. | media-2 media-2 .",
        "{{#labels}}{{team}}{{/labels}}                       | web",
        "{{labels}}                                           | app.io/name: plex-web, team: web",
        "{{#resolved}}over{{/resolved}}{{^resolved}}on{{/resolved}} | on",
        "{{#name}}named{{/name}}{{^name}}nameless{{/name}}    | nameless",
        "{{#service}}about {{.}}{{/service}}                  | about plex",
        "{{#labels.none}}x{{/labels.none}}{{^labels.none}}y{{/labels.none}} | y",
        "{{#details.entrySet}}x{{/details.entrySet}}.         | .",
        "{{details.class}}{{#details}}{{class.name}}{{/details}}. | .",
        "{{#service}}{{bytes}}{{hashCode}}{{/service}}        | ",
      })
  void theLanguage(String template, String written) {
    assertEquals(
        Optional.ofNullable(written).orElse(""), lenient(template).render(values()), template);
  }

  @Test
  void aResultIsBounded() {
    Map<String, Object> values = values();
    values.put("affected_systems", Collections.nCopies(100, "x".repeat(256)));
    String text = template("{{#affected_systems}}{{.}}{{/affected_systems}}").render(values);
    assertEquals("x".repeat(TemplateText.LONGEST), text);
    assertEquals(TemplateText.LONGEST, template("{{affected_systems}}").render(values).length());
  }

  @Test
  void listsWithinListsEndThoughNothingIsWritten() {
    Map<String, Object> values = values();
    values.put("details", Map.of("list", Collections.nCopies(20_000, "")));
    String open = "{{#details.list}}".repeat(6);
    String close = "{{/details.list}}".repeat(6);
    assertEquals("", template(open + close).render(values));
    assertEquals(
        10_000 - 5,
        template(open + "x" + close).render(values).length(),
        "what was written until then is kept");
  }

  @Test
  void deeplyNestedSectionsAreWritten() {
    int deep = 800;
    assertEquals(
        "x", template("{{#id}}".repeat(deep) + "x" + "{{/id}}".repeat(deep)).render(values()));
  }

  @Test
  void aTextKnowsWhatItMentions() {
    TemplateText text = template("{{#resolved}}{{labels.team}}{{/resolved}}");
    assertTrue(text.mentions("resolved"));
    assertTrue(text.mentions("labels"));
    assertFalse(text.mentions("title"));
  }

  @Test
  void whatHasNoFaultIsATemplateAndLeavesNoTag() {
    int templates = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      TemplateTags tags = new TemplateTags(text.toString());
      if (tags.faults().isEmpty()) {
        templates++;
        Map<String, Object> values = values();
        values.put("title", "down");
        String written =
            assertDoesNotThrow(
                () -> TemplateText.of(text.toString(), tags, Optional.empty()).render(values),
                text::toString);
        assertFalse(written.contains("{{"), text + " was written as " + written);
      }
    }
    assertTrue(templates > 1_000, "only " + templates);
  }

  private static TemplateText template(String text) {
    TemplateTags tags = new TemplateTags(text);
    assertEquals(List.of(), tags.faults());
    return TemplateText.of(text, tags, Optional.empty());
  }

  /** Some of the names are not allowed; what they would do is looked at all the same. */
  private static TemplateText lenient(String text) {
    return TemplateText.of(text, new TemplateTags(text), Optional.empty());
  }

  private static Map<String, Object> values() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("host", Map.of("name", "media-2"));
    details.put("a.b", "dotted");
    details.put("count", "3");
    details.put("null", null);
    details.put("tracks", Arrays.asList(Map.of("artist", "A"), Map.of("artist", "B")));
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("app.io/name", "plex-web");
    labels.put("team", "web");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", "<b>\"down\"</b> & {{id}}");
    values.put("service", "plex");
    values.put("name", "");
    values.put("id", "ev_1");
    values.put("resolved", false);
    values.put("affected_systems", List.of("one", "two"));
    values.put("labels", labels);
    values.put("details", details);
    return values;
  }
}
