package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Message;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply.Answer;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every channel must do. A channel's test extends it, names the replies of its service, and
 * checks its own limits; its requests are pinned by {@code channels/NAME.json}.
 */
abstract class ChannelContract {
  /** In every setting, so that it can be looked for. */
  static final String TOKEN = "s3cr3t-t0k3n";

  private static final int ROUNDS = 150;
  private static final int LONGEST_REASON = 200;

  final Channel channel = channel(new AlertPages(Optional.of("https://alerts.example.org/")));

  /** The channel, at version {@code 1.2.3} and with a timeout of seven seconds. */
  abstract Channel channel(AlertPages pages);

  /** The settings of a target, each with {@link #TOKEN} in it. */
  abstract Map<String, Secret> target();

  /** At least one answer of each class that this service gives. */
  abstract List<Judged> replies();

  /** Fails when the service would refuse the body, or show what it should not. */
  abstract void checkBody(JsonNode body, String text, int covers, boolean plain);

  /** An answer and what it means. */
  record Judged(Answer answer, Class<? extends Outcome> means) {}

  @Test
  void theRequestsAreThoseOfTheFixture() throws IOException, InvalidJsonException {
    ObjectNode actual = JsonNodeFactory.instance.objectNode();
    Request request = render(Examples.notices(), false).request();
    actual.put("method", request.method());
    actual.put("url", request.url().reveal());
    ObjectNode headers = actual.putObject("headers");
    request.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    actual.set("together", Wire.parse(request.body()));
    actual.set("plain", Wire.parse(render(Examples.notices(), true).request().body()));

    assertEquals(fixture(), actual, () -> "to be pinned:\n" + actual.toPrettyString());
    assertEquals(Duration.ofSeconds(7), request.timeout());
  }

  @TestFactory
  List<DynamicTest> eachReplyIsJudged() {
    return replies().stream()
        .map(
            reply ->
                DynamicTest.dynamicTest(
                    reply.means().getSimpleName() + ": " + reply.answer(),
                    () -> assertInstanceOf(reply.means(), channel.judge(reply.answer()))))
        .toList();
  }

  @Test
  void thereIsAReplyOfEachClass() {
    Set<Class<?>> classes = new HashSet<>();
    replies().forEach(reply -> classes.add(reply.means()));
    assertTrue(
        classes.containsAll(
            Set.of(
                Outcome.Delivered.class,
                Outcome.Throttled.class,
                Outcome.Transient.class,
                Outcome.Rejected.class,
                Outcome.Gone.class)),
        classes.toString());
  }

  @Test
  void anyStatusWithAnyBodyIsJudgedWithoutRepeatingTheBody() {
    List<String> bodies =
        List.of(
            "",
            TOKEN,
            "<html>" + TOKEN,
            "[]",
            "{\"id\":\"" + TOKEN + "\",\"message\":\"" + TOKEN + "\",\"code\":\"" + TOKEN + "\"}",
            "{\"code\":50035,\"errors\":{\"" + TOKEN + "\":1},\"retry_after\":\"" + TOKEN + "\"}",
            "x".repeat(65_536));
    for (int status = 100; status < 600; status++) {
      for (String body : bodies) {
        Outcome outcome =
            channel.judge(new Answer(status, Map.of("retry-after", List.of(TOKEN)), body));
        assertFalse(outcome.toString().contains(TOKEN), outcome.toString());
        assertTrue(outcome.reason().length() <= LONGEST_REASON, outcome.reason());
        assertFalse(outcome.reason().isBlank());
      }
    }
  }

  @Test
  void aWaitIsAlwaysATimeToWait() {
    for (String told : List.of("-1", "NaN", "Infinity", "1e400", "0", "9e18", "soon", "")) {
      Outcome outcome =
          channel.judge(
              new Answer(
                  429,
                  Map.of("retry-after", List.of(told), "via", List.of("1.1 google")),
                  "{\"retry_after\": \"" + told + "\"}"));
      Outcome.Throttled throttled = assertInstanceOf(Outcome.Throttled.class, outcome);
      assertTrue(throttled.retryAfter().compareTo(Duration.ofMillis(1)) > 0, told);
      assertTrue(throttled.retryAfter().compareTo(Duration.ofDays(2)) < 0, told);
    }
  }

  @Test
  void tenSmallAlertsAreOneMessage() {
    List<Notice> notices = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      notices.add(Examples.notice(Alert.builder("id-" + i, "heimdallr", "plex", "down").build()));
    }
    assertEquals(10, render(notices, false).covers());
  }

  @Test
  void plainIsTheFirstAlertAlone() {
    assertEquals(1, render(Examples.notices(), true).covers());
  }

  @Test
  void eachDeliveryInAMessageCanBeRecognised() {
    List<Notice> notices = Examples.notices();
    Message message = render(notices, false);
    for (Notice notice : notices.subList(0, message.covers())) {
      assertTrue(message.request().body().contains(notice.delivery().id()));
    }
    assertTrue(render(notices, true).request().body().contains(notices.get(0).delivery().id()));
  }

  @Test
  void aRepeatIsTheSameMessage() {
    assertEquals(
        render(Examples.notices(), false).request().body(),
        render(Examples.notices(), false).request().body());
  }

  @Test
  void aCutAlertPointsToItsPageOrItsId() {
    Alert alert = Alert.builder("id-1", "s", "s", "t").message("word ".repeat(10_000)).build();
    List<Notice> notices = List.of(Examples.notice(alert));
    for (boolean plain : new boolean[] {false, true}) {
      String body = render(notices, plain).request().body();
      assertTrue(body.contains("…\\nhttps://alerts.example.org/api/v1/alerts/id-1"), body);
      String without =
          channel(new AlertPages(Optional.empty()))
              .render(theTarget(), new Content(notices, List.of(), plain))
              .request()
              .body();
      assertTrue(without.contains("…\\nalert id-1"), without);
    }
  }

  @Test
  void overlongAndStrangeAlertsStayWithinEveryLimit() throws InvalidJsonException {
    for (int seed = 0; seed < ROUNDS; seed++) {
      StrangeAlerts strange = new StrangeAlerts(seed);
      List<Notice> notices = strange.notices();
      for (boolean plain : new boolean[] {false, true}) {
        Message message = render(notices, plain);
        assertTrue(message.covers() >= 1 && message.covers() <= notices.size(), "seed " + seed);
        JsonNode body = Wire.parse(message.request().body());
        checkBody(body, message.request().body(), message.covers(), plain);
        checkTexts(body, "seed " + seed);
        assertFalse(message.request().body().contains(TOKEN));
      }
    }
  }

  @Test
  void secretsAreNeitherInTheBodyNorPrinted() {
    Message message = render(Examples.notices(), false);
    assertFalse(message.request().body().contains(TOKEN));
    assertFalse(message.toString().contains(TOKEN));
    assertFalse(channel.toString().contains(TOKEN));
    assertFalse(theTarget().toString().contains(TOKEN));
    assertEquals(
        channel.settings().stream().map(Setting::name).collect(Collectors.toSet()),
        target().keySet());
  }

  final Message render(List<Notice> notices, boolean plain) {
    return channel.render(theTarget(), new Content(notices, List.of(), plain));
  }

  final Target theTarget() {
    return new Target("ops", channel.name(), "ops", target());
  }

  static Judged judged(Class<? extends Outcome> means, int status, String body, String... headers) {
    Map<String, List<String>> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]));
    }
    return new Judged(new Answer(status, all, body), means);
  }

  private JsonNode fixture() throws IOException, InvalidJsonException {
    try (InputStream file = getClass().getResourceAsStream(Examples.fixture(channel))) {
      byte[] bytes = Optional.ofNullable(file).orElseThrow().readAllBytes();
      return Wire.parse(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** No text anywhere is empty or holds what nobody sees. */
  private static void checkTexts(JsonNode node, String where) {
    node.forEach(child -> checkTexts(child, where));
    if (node.isTextual()) {
      String text = node.textValue();
      assertFalse(Text.blank(text), where);
      text.codePoints().forEach(c -> assertTrue(shown(c), where + ": " + Integer.toHexString(c)));
    }
  }

  private static boolean shown(int c) {
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean turned = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return c == '\n' || c == '\t' || !(half || turned || Character.isISOControl(c));
  }

  /** Deliveries of alerts to the contract's target. */
  static final class Examples {
    private Examples() {}

    static String fixture(Channel channel) {
      return "/channels/" + channel.name() + ".json";
    }

    static Notice notice(Alert alert) {
      return new Notice(alert, Delivery.of(alert, new Target("ops", "any", "ops", Map.of())));
    }

    static List<Notice> notices() {
      return ExampleAlerts.all().stream().map(Examples::notice).toList();
    }
  }
}
