package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.DigestLine;
import io.tocsin.delivery.Outcome.Ambiguous;
import io.tocsin.delivery.Outcome.Delivered;
import io.tocsin.delivery.Outcome.Gone;
import io.tocsin.delivery.Outcome.Rejected;
import io.tocsin.delivery.Outcome.Throttled;
import io.tocsin.delivery.Outcome.Transient;
import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailTest extends ChannelContract {
  private static final String SAID_TO = "smtp-command";
  private static final String ERROR = "x-amzn-errortype";

  @Override
  Channel channel(AlertPages pages) {
    return new Email(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of(
        "from", Secret.of("tocsin@example.org"),
        "to", Secret.of("a@example.org, b@example.org"),
        "server", Secret.of("smtps://mail.example.org:465"),
        "region", Secret.of("eu-west-1"),
        "user", Secret.of("tocsin"),
        "password", Secret.of(TOKEN));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 200, "0102-abc-000000"),
        judged(Throttled.class, 400, "Maximum sending rate exceeded.", ERROR, "Throttling"),
        judged(Throttled.class, 429, "", ERROR, "TooManyRequestsException"),
        judged(Rejected.class, 400, "Transaction failed", ERROR, "MessageRejected"),
        judged(Rejected.class, 400, "", ERROR, "InvalidParameterValue"),
        judged(Transient.class, 500, "", ERROR, "InternalFailure"),
        judged(Transient.class, 503, ""),
        judged(Gone.class, 400, "Email address is not verified.", ERROR, "MessageRejected"),
        judged(Gone.class, 400, "", ERROR, "MailFromDomainNotVerifiedException"),
        judged(Gone.class, 400, "", ERROR, "AccountSendingPausedException"),
        judged(Gone.class, 403, "", ERROR, "AccessDenied"),
        judged(Delivered.class, 250, "250 OK", SAID_TO, "DATA"),
        judged(Ambiguous.class, 354, "354 what?", SAID_TO, "DATA"),
        judged(Transient.class, 421, "421 4.3.2 closing", SAID_TO, "CONNECT"),
        judged(Transient.class, 451, "451 later", SAID_TO, "DATA"),
        judged(Transient.class, 452, "452 4.2.2 full", SAID_TO, "RCPT"),
        judged(Rejected.class, 554, "554 5.7.1 spam", SAID_TO, "DATA"),
        judged(Rejected.class, 550, "550 5.7.1 spam", SAID_TO, "DATA"),
        judged(Rejected.class, 552, "552 5.3.4 too big", SAID_TO, "MAIL"),
        judged(Rejected.class, 550, "550 5.2.2 full", SAID_TO, "RCPT"),
        judged(Gone.class, 550, "550 5.1.1 no such user", SAID_TO, "RCPT"),
        judged(Gone.class, 553, "553 no", SAID_TO, "RCPT"),
        judged(Gone.class, 535, "535 5.7.8 wrong", SAID_TO, "AUTH"),
        judged(Gone.class, 530, "530 5.7.0 must authenticate", SAID_TO, "MAIL"));
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    assertTrue(body.path("subject").asText().length() <= 200, text);
    assertFalse(body.path("subject").asText().contains("\n"));
    assertEquals("a@example.org,b@example.org", body.path("to").asText());
    assertEquals(!plain, body.has("html"));
    // Twice that and more, in Base64, are the 10 MB that SES takes.
    assertTrue(text.length() < 2_000_000, "the whole: " + text.length());
    // No element and no attribute but those that are written here.
    String html = body.path("html").asText();
    String foreign =
        html.replaceAll(
            "<(!DOCTYPE html|/?html|/body|/h3|/?p|/?small|/?table|/?tr|/?td|br|hr|/a"
                + "|body style=\"font-family:sans-serif\""
                + "|h3 style=\"border-left:6px solid #[0-9a-f]{6};padding-left:8px\""
                + "|a href=\"https://alerts\\.example\\.org/[!-~&&[^\"<>]]*\")>",
            "");
    assertFalse(foreign.matches("(?s).*[<>\"].*"), foreign);
  }

  /** Its address has no host: it names a service. */
  @Override
  @Test
  void everyRequestHasTheTimeoutAndAnAddress() {
    Request request = render(Examples.notices(), false).request();
    assertEquals(Duration.ofSeconds(7), request.timeout());
    assertEquals("mail:smtps://mail.example.org:465", request.url().reveal());
  }

  @ParameterizedTest
  @CsvSource({
    "Maximum sending rate exceeded., PT5.25S",
    "Daily message quota exceeded.,  PT15M0.25S"
  })
  void howLongSesWantsUsToWaitFollowsFromWhy(String words, Duration wait) {
    assertEquals(
        new Throttled(wait, "rate limit or quota"),
        channel.judge(judged(Throttled.class, 400, words, ERROR, "Throttling").answer()));
  }

  @Test
  void theMailIsSentBySesUnlessAServerIsNamed() {
    assertEquals("mail:smtps://mail.example.org:465", url(target()));
    Map<String, Secret> least =
        Map.of("from", Secret.of("t@example.org"), "to", Secret.of("a@example.org"));
    assertEquals("mail:ses:", url(least));
    Map<String, Secret> elsewhere =
        Map.of(
            "from", Secret.of("t@example.org"),
            "to", Secret.of("a@example.org"),
            "region", Secret.of("eu-west-1"));
    assertEquals("mail:ses:eu-west-1", url(elsewhere));
  }

  @Test
  void theMailsIdIsThatOfTheFirstDelivery() throws Exception {
    JsonNode mail = Wire.parse(render(Examples.notices(), false).request().body());
    assertEquals(
        Examples.notices().get(0).delivery().id() + "@example.org", mail.path("id").asText());
  }

  @Test
  void aDigestIsToldInBothForms() throws Exception {
    DigestLine line =
        new DigestLine(
            Severity.LOW,
            12,
            new TreeSet<>(List.of("api", "<plex>")),
            Instant.parse("2026-11-21T07:00:00Z"),
            Instant.parse("2026-11-21T07:30:00Z"));
    Content content = new Content(Examples.notices(), List.of(line), false);
    JsonNode mail = Wire.parse(channel.render(theTarget(), content).request().body());
    String told = "12 × low · <plex>, api · 2026-11-21T07:00:00Z to 2026-11-21T07:30:00Z";
    assertTrue(mail.path("text").asText().endsWith(told), mail.path("text").asText());
    assertTrue(mail.path("html").asText().contains(told.replace("<plex>", "&lt;plex&gt;")));
  }

  @Test
  void aTitleOfAnyLengthLeavesRoomForHowManyMoreThereAre() throws Exception {
    Alert alert = Alert.builder("id-1", "s", "s", "x".repeat(1000)).build();
    String body =
        render(List.of(Examples.notice(alert), Examples.notice(alert)), false).request().body();
    String subject = Wire.parse(body).path("subject").asText();
    assertEquals(200, subject.length());
    assertTrue(subject.endsWith("… and 1 more"), subject);
  }

  private String url(Map<String, Secret> settings) {
    Target target = new Target("ops", "email", "ops", settings);
    return channel.render(target, Content.of(Examples.notices())).request().url().reveal();
  }
}
