package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Status;
import io.tocsin.config.ConfigReader;
import io.tocsin.config.TemplateNames;
import io.tocsin.config.TemplateRule;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.dispatch.channel.ChannelContract.Examples;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private final TemplateShelf shelf = new TemplateShelf();
  private final ChannelSettings settings =
      new ChannelSettings(
          Budget.perMinute(25, 5),
          100,
          Duration.ofSeconds(7),
          new AlertPages(Optional.empty()),
          "1.2.3",
          shelf);
  private final Channel discord = new DiscordWebhook(settings);
  private final Channel slack = new SlackWebhook(settings);

  @Test
  void aTemplateGivesTitleMessageFieldsAndColour() throws InvalidJsonException {
    use(
        """
        templates:
          - channels: discord
            types: [tracklist]
            title: "{{service}}: {{title}}"
            message: "On {{details.host.name}}{{#affected_systems}}, {{.}}{{/affected_systems}}"
            fields: { Team: "{{labels.team}}", None: "{{details.none}}", State: "{{status}}" }
            colour: "#010203"
        """);
    JsonNode embed = embed(SampleAlerts.ordinary("tracklist"));
    assertEquals("plex: plex is down", embed.path("title").asText());
    assertEquals("On media-2, API Gateway, User Service", embed.path("description").asText());
    assertEquals(
        Wire.parse(
            """
            [{"name": "Team", "value": "media", "inline": true},
             {"name": "State", "value": "firing", "inline": true}]
            """),
        embed.path("fields"));
    assertEquals(0x010203, embed.path("color").asInt());
    assertEquals("plex is down", embed(SampleAlerts.ordinary("other")).path("title").asText());
    assertTrue(body(slack, SampleAlerts.ordinary("tracklist")).contains("*[HIGH] plex is down*"));
  }

  @Test
  void whatATemplateLeavesOutIsAsWithoutIt() throws InvalidJsonException {
    JsonNode before = embed(SampleAlerts.ordinary("alert"));
    use("templates: [ { message: '' } ]");
    JsonNode after = embed(SampleAlerts.ordinary("alert"));
    assertFalse(after.has("description"));
    assertEquals(before.path("title"), after.path("title"));
    assertEquals(before.path("fields"), after.path("fields"));
    assertEquals(before.path("color"), after.path("color"));
  }

  @Test
  void aResolvedAlertIsNeverToldAsIfItWereNot() throws InvalidJsonException {
    Alert over = Alert.builder("ev", "s", "plex", "down").status(Status.RESOLVED).build();
    use("templates: [ { title: '{{service}} {{title}}', colour: '#ff0000' } ]");
    assertEquals("Resolved: plex down", embed(over).path("title").asText());
    assertEquals(0x95a5a6, embed(over).path("color").asInt());
    use("templates: [ { title: '{{#resolved}}Over: {{/resolved}}{{title}}' } ]");
    assertEquals("Over: down", embed(over).path("title").asText());
  }

  @Test
  void whatATemplateWritesIsTextAndNeverMarkup() throws InvalidJsonException {
    use("templates: [ { title: '<!channel> {{title}}', message: '<@1> {{{message}}} &' } ]");
    Alert alert =
        Alert.builder("ev", "s", "s", "{{id}} @everyone\u202e").message("<!here>\0&").build();
    String text = body(slack, alert);
    assertFalse(text.contains("<"), text);
    assertTrue(text.contains("&lt;!channel&gt; {{id}} @everyone*"), text);
    assertTrue(text.contains("&lt;@1&gt; &lt;!here&gt;&amp; &amp;"), text);
    assertEquals("[]", Wire.parse(body(discord, alert)).at("/allowed_mentions/parse").toString());
  }

  @Test
  void aTitleThatComesOutEmptyIsTheUsualOne() throws InvalidJsonException {
    use("templates: [ { title: ' {{details.none}}\u200b' } ]");
    assertEquals("plex is down", embed(SampleAlerts.ordinary("alert")).path("title").asText());
  }

  @Test
  @SuppressWarnings("NullAway") // A bug is what makes a template fail, and this is one.
  void aTemplateThatFailsHoldsNothingUp() {
    Alert alert = SampleAlerts.ordinary("alert");
    String usual = body(discord, alert);
    TemplateRule sound = rules("templates: [ { title: changed } ]").get(0);
    shelf.put(new Templates(List.of(sound)));
    assertNotEquals(usual, body(discord, alert));
    TemplateRule broken =
        new TemplateRule(
            sound.at(),
            Set.of(),
            Set.of(),
            sound.title(),
            Optional.empty(),
            Optional.of(List.of(new TemplateRule.Field("Broken", null))),
            Optional.empty());
    shelf.put(new Templates(List.of(broken)));
    assertEquals(usual, body(discord, alert));
  }

  @Test
  void detailsThatCannotBeReadAreEmpty() throws InvalidJsonException {
    use("templates: [ { title: '{{title}}{{details.a}}' } ]");
    Alert odd = Alert.builder("ev", "s", "s", "t").details(new Json("[".repeat(999))).build();
    assertEquals("t", embed(odd).path("title").asText());
  }

  @Test
  void everyNameHasAValue() {
    Set<String> names = new HashSet<>(TemplateNames.TEXTS);
    names.addAll(TemplateNames.OPEN);
    names.addAll(Set.of(TemplateNames.RESOLVED, TemplateNames.SYSTEMS));
    assertEquals(names, AlertValues.of(SampleAlerts.ordinary("alert")).keySet());
    AlertValues.of(SampleAlerts.ordinary("alert"))
        .forEach((name, value) -> assertFalse(value.toString().isEmpty(), name));
  }

  @Test
  void strangeAlertsAreToldByTemplatesToo() throws InvalidJsonException {
    use(
        """
        templates:
          - title: "{{labels}} {{title}}"
            message: "{{message}} {{details}}"
            fields: { A: "{{affected_systems}}", B: "{{message}}", C: "{{service}}" }
        """);
    for (int seed = 0; seed < 60; seed++) {
      List<Notice> notices = new StrangeAlerts(seed).notices();
      for (ChannelContract contract : List.of(new DiscordWebhookTest(), new SlackWebhookTest())) {
        Channel channel = contract instanceof DiscordWebhookTest ? discord : slack;
        Channel.Message message = channel.render(SampleTarget.of(channel), Content.of(notices));
        String body = message.request().body();
        contract.checkBody(Wire.parse(body), body, message.covers(), false, 0);
      }
    }
  }

  private void use(String yml) {
    shelf.put(new Templates(rules(yml)));
  }

  private static List<TemplateRule> rules(String yml) {
    return new ConfigReader(
            Map.of("discord", Set.of(), "slack", Set.of()), name -> Optional.empty())
        .readTemplates(yml);
  }

  private JsonNode embed(Alert alert) throws InvalidJsonException {
    return Wire.parse(body(discord, alert)).at("/embeds/0");
  }

  private static String body(Channel channel, Alert alert) {
    return channel
        .render(SampleTarget.of(channel), Content.of(List.of(Examples.notice(alert))))
        .request()
        .body();
  }
}
