package io.tocsin.dispatch.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Notice;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnsTopicTest extends ChannelContract {
  private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alerts";
  private static final String ERROR = "x-amzn-errortype";

  @Override
  Channel channel(AlertPages pages) {
    return new SnsTopic(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of("topic", Secret.of(TOPIC));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 200, "567910cd-659e-55d4-8ccb-5aaf14679dc0"),
        judged(Throttled.class, 429, "", ERROR, "Throttled"),
        judged(Throttled.class, 400, "", ERROR, "ThrottlingException"),
        judged(Throttled.class, 400, "", ERROR, "KMSThrottling"),
        judged(Transient.class, 500, "", ERROR, "InternalError"),
        judged(Transient.class, 503, ""),
        judged(Rejected.class, 400, "", ERROR, "InvalidParameter"),
        judged(Rejected.class, 400, "", ERROR, "ParameterValueInvalid"),
        judged(Gone.class, 404, "", ERROR, "NotFound"),
        judged(Gone.class, 403, "", ERROR, "AuthorizationError"),
        judged(Gone.class, 400, "", ERROR, "KMSDisabled"));
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    assertEquals(1, covers);
    assertTrue(body.path("subject").asText().matches("[!-~][ -~]{0,98}"), text);
    int bytes = body.path("message").asText().getBytes(UTF_8).length;
    for (Map.Entry<String, JsonNode> attribute : body.path("attributes").properties()) {
      bytes +=
          (attribute.getKey() + "String" + attribute.getValue().asText()).getBytes(UTF_8).length;
    }
    assertTrue(bytes <= 262_144, bytes + " bytes");
    assertFalse(body.has("group"));
  }

  @Override
  int together() {
    return 1;
  }

  /** Its address has no host: it names a service. */
  @Override
  @Test
  void everyRequestHasTheTimeoutAndAnAddress() {
    Request request = render(Examples.notices(), false).request();
    assertEquals(Duration.ofSeconds(7), request.timeout());
    assertEquals("sns:" + TOPIC, request.url().reveal());
  }

  @Test
  void aFifoTopicIsToldTheGroupAndWhatIsARepeat() throws Exception {
    Notice notice = Examples.notices().get(0);
    Target fifo = new Target("ops", "sns", "ops", Map.of("topic", Secret.of(TOPIC + ".fifo")));
    JsonNode body = Wire.parse(channel.render(fifo, Content.of(List.of(notice))).request().body());
    assertEquals("ops", body.path("group").asText());
    assertEquals(notice.delivery().id(), body.path("deduplication").asText());
  }

  @Test
  void theSubjectIsAsciiAndShort() throws Exception {
    assertEquals("[MEDIUM] Uber Grosse ?", subject("Über Größe 👩‍👩‍👧‍👦".replace("ß", "ss")));
    String cut = subject("x".repeat(300));
    assertEquals(99, cut.length());
    assertTrue(cut.endsWith("..."), cut);
  }

  @Test
  void theServicesIdOfTheMessageIsKept() {
    assertEquals(
        new Delivered(Optional.of("567910cd-659e")),
        channel.judge(judged(Delivered.class, 200, "567910cd-659e").answer()));
  }

  private String subject(String title) throws Exception {
    Alert alert = Alert.builder("id-1", "s", "s", title).build();
    String body = render(List.of(Examples.notice(alert)), false).request().body();
    return Wire.parse(body).path("subject").asText();
  }
}
