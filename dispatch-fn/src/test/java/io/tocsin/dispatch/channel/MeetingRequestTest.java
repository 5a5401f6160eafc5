package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.config.ConfigReader;
import io.tocsin.config.TemplateRule;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Message;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Outcome.Delivered;
import io.tocsin.delivery.Outcome.Gone;
import io.tocsin.delivery.Outcome.Rejected;
import io.tocsin.delivery.Outcome.Throttled;
import io.tocsin.delivery.Outcome.Transient;
import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.MeetingMessage.Wanted;
import io.tocsin.routing.Target;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.MeetingJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Its message holds the alert's id and nothing more, which is not for people to read. */
class MeetingRequestTest extends ChannelContract {
  private static final String ERROR = "x-amzn-errortype";
  private static final String ID = "2b1cf0c7-7f3a-4d4f-9b7e-3a1de1c0a1b2";

  @Override
  Channel channel(AlertPages pages) {
    return new MeetingRequest(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of();
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 200, ID),
        judged(Throttled.class, 429, ""),
        judged(Throttled.class, 403, "", ERROR, "OverLimit"),
        judged(Throttled.class, 403, "", ERROR, "RequestThrottled"),
        judged(Throttled.class, 400, "", ERROR, "ThrottlingException"),
        judged(Throttled.class, 400, "", ERROR, "KMS.ThrottlingException"),
        judged(Transient.class, 500, "", ERROR, "InternalFailure"),
        judged(Transient.class, 503, ""),
        judged(Rejected.class, 400, "", ERROR, "InvalidMessageContents"),
        judged(Gone.class, 400, "", ERROR, "QueueDoesNotExist"),
        judged(Gone.class, 400, "", ERROR, "AWS.SimpleQueueService.NonExistentQueue"),
        judged(Gone.class, 400, "", ERROR, "AWS.SimpleQueueService.QueueDeletedRecently"),
        judged(Gone.class, 403, "", ERROR, "AccessDeniedException"),
        judged(Gone.class, 400, "", ERROR, "KMS.AccessDeniedException"),
        judged(Gone.class, 400, "", ERROR, "KMS.DisabledException"),
        judged(Gone.class, 400, "", ERROR, "KMS.InvalidStateException"),
        judged(Gone.class, 400, "", ERROR, "KMS.NotFoundException"),
        judged(Gone.class, 400, "", ERROR, "KMS.OptInRequired"));
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    assertEquals(1, covers);
    assertEquals(2, body.size(), text);
    assertEquals(1, body.path("version").asInt());
    assertTrue(body.path("alert").isTextual(), text);
  }

  @Override
  int together() {
    return 1;
  }

  /** Its address has no host: there is one desk. */
  @Override
  @Test
  void everyRequestHasTheTimeoutAndAnAddress() {
    Request request = render(Examples.notices(), false).request();
    assertEquals(Duration.ofSeconds(7), request.timeout());
    assertEquals("meetings:", request.url().reveal());
  }

  /** By its alert: the desk knows no deliveries. */
  @Override
  @Test
  void eachDeliveryInAMessageCanBeRecognised() {
    for (boolean plain : new boolean[] {false, true}) {
      Message message = render(Examples.notices(), plain);
      assertEquals(1, message.covers());
      assertEquals(wanted(Examples.notices().get(0).alert().id()), read(message.request().body()));
    }
  }

  /** Wanted twice, it is wanted: the desk makes one meeting of an incident. */
  @Override
  @Test
  void aMessageThatMayBeARepeatSaysSo() {
    Notice notice = Examples.notices().get(0);
    Notice repeated = Examples.tried(notice, new Outcome.Ambiguous(""));
    assertEquals(
        render(List.of(notice), false).request().body(),
        render(List.of(repeated), false).request().body());
  }

  /** The text of an alert is in the history, where the desk reads it. */
  @Override
  @Test
  void aCutAlertPointsToItsPageOrItsId() {
    Alert alert = Alert.builder("id-1", "s", "s", "t").message("word ".repeat(10_000)).build();
    String body = render(List.of(Examples.notice(alert)), false).request().body();
    assertEquals("{\"version\":1,\"alert\":\"id-1\"}", body);
  }

  /** An id is no text to be made legible: it is the very same, or the alert is not found. */
  @Override
  @Test
  void overlongAndStrangeAlertsStayWithinEveryLimit() throws InvalidJsonException {
    for (int seed = 0; seed < 60; seed++) {
      StrangeAlerts strange = new StrangeAlerts(seed);
      List<Notice> notices = strange.notices();
      Content content = new Content(notices, strange.digest(), seed % 2 == 0);
      Message message = channel.render(theTarget(), content);
      assertEquals(1, message.covers());
      assertEquals(wanted(notices.get(0).alert().id()), MeetingJson.read(message.request().body()));
    }
  }

  @Test
  void theQueuesIdOfTheMessageIsKept() {
    assertEquals(
        new Delivered(Optional.of(ID)), channel.judge(judged(Delivered.class, 200, ID).answer()));
  }

  @Test
  void aTargetOfTheFileIsTheDeskAndNeedsNoSetting() {
    ConfigReader reader = ConfigReader.of(List.of(channel), name -> Optional.empty());
    ConfigReader.Checked checked = reader.check(file("{ channel: meeting }"));
    assertEquals(List.of(), checked.mistakes());
    assertEquals(List.of(), checked.warnings());
    Target desk = reader.read(file("{ channel: meeting }")).target("desk").orElseThrow();
    assertEquals("meeting", desk.channel());
    assertEquals(Map.of(), desk.settings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"url: \"${env:HOOK}\"", "queue: other", "topic: arn"})
  void aSettingThatItDoesNotHaveIsAMistake(String setting) {
    ConfigReader reader = ConfigReader.of(List.of(channel), name -> Optional.of("x"));
    assertEquals(1, reader.check(file("{ channel: meeting, " + setting + " }")).mistakes().size());
  }

  /** A template for all alerts is no mistake because one of the targets shows no text. */
  @Test
  void templatesForOtherChannelsAreNotInItsWay() {
    List<TemplateRule> rules =
        ConfigReader.of(List.of(channel), name -> Optional.empty())
            .readTemplates(
                "templates: [ { title: 'A title that is long enough to be cut: {{title}}' } ]");
    TemplateCheck check = new TemplateCheck(new TemplateShelf(), List.of(channel));
    assertEquals(List.of(), check.mistakes(rules, List.of(SampleTarget.of(channel))));
  }

  private static String file(String target) {
    return "version: 1\ntargets:\n  desk: " + target + "\nroutes:\n  - to: desk\n";
  }

  private static Wanted wanted(String alert) {
    return new Wanted(alert);
  }

  private static Object read(String body) {
    try {
      return MeetingJson.read(body);
    } catch (InvalidJsonException e) {
      throw new AssertionError(body, e);
    }
  }
}
