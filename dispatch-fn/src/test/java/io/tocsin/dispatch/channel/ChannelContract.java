package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.DigestLine;
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
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every channel must do. A channel's test extends it, names the replies of its service, and
 * checks its own limits; its requests are pinned by {@code channels/NAME.json}.
 */
abstract class ChannelContract {
  /** In every secret setting, so that it can be looked for. */
  static final String TOKEN = "s3cr3t-t0k3n";

  private static final String REPEAT = " · may be a repeat";
  private static final int ROUNDS = 60;
  private static final int LONGEST_REASON = 200;

  final Channel channel = channel(new AlertPages(Optional.of("https://alerts.example.org/")));

  /** The channel, at version {@code 1.2.3} and with a timeout of seven seconds. */
  abstract Channel channel(AlertPages pages);

  /** The settings of a target, each with {@link #TOKEN} in it. */
  abstract Map<String, Secret> target();

  /** At least one answer of each class that this service gives. */
  abstract List<Judged> replies();

  /** The answers to an opening, of a channel that has one. */
  List<Judged> openings() {
    return List.of();
  }

  /**
   * Fails when the service would refuse the body, or show what it should not.
   *
   * @param digest how many digest lines it was to tell
   */
  abstract void checkBody(JsonNode body, String text, int covers, boolean plain, int digest);

  /** The same for a message that was changed, of a channel that can. */
  void checkAmended(JsonNode body, String text) {
    fail(channel.name() + " changes messages, and its test does not check how");
  }

  /** How many small alerts fit into one message. */
  int together() {
    return 10;
  }

  /** What stands between the end of a text that was cut and where to read on, in JSON. */
  String beforePointer() {
    return "…\\n";
  }

  /** Whether the service wants its credential in the body. */
  boolean credentialInBody() {
    return false;
  }

  /** An answer and what it means. */
  record Judged(Answer answer, Class<? extends Outcome> means) {}

  /** The settings of every channel in its test. */
  static ChannelSettings settings(AlertPages pages) {
    return new ChannelSettings(Budget.perMinute(25, 5), 70, Duration.ofSeconds(7), pages, "1.2.3");
  }

  @Test
  void theRequestsAreThoseOfTheFixture() throws IOException, InvalidJsonException {
    List<Notice> notices = Examples.notices();
    Request request = render(notices, false).request();
    ObjectNode actual = PinnedRequest.head(request);
    actual.set("together", Wire.parse(request.body()));
    actual.set("plain", Wire.parse(render(notices, true).request().body()));
    actual.set("digest", Wire.parse(withDigest(notices.subList(0, 1)).request().body()));
    amended(notices.get(1)).ifPresent(amend -> actual.set("amended", PinnedRequest.whole(amend)));
    opening().ifPresent(opening -> actual.set("opening", PinnedRequest.whole(opening.request())));

    assertEquals(fixture(), actual, () -> "to be pinned:\n" + actual.toPrettyString());
  }

  @Test
  void everyRequestHasTheTimeoutAndAnAddress() throws URISyntaxException {
    for (Request request : requests()) {
      assertEquals(Duration.ofSeconds(7), request.timeout());
      assertNotNull(new URI(request.url().reveal()).getHost());
    }
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

  @TestFactory
  List<DynamicTest> eachReplyToAnOpeningIsJudged() {
    return openings().stream()
        .map(
            reply ->
                DynamicTest.dynamicTest(
                    reply.means().getSimpleName() + ": " + reply.answer(),
                    () -> assertInstanceOf(reply.means(), channel.judgeOpening(reply.answer()))))
        .toList();
  }

  @Test
  void anOpeningAsksForASettingUnderANameThatTellsNoSecret() {
    assertEquals(opening().isPresent(), !openings().isEmpty());
    opening()
        .ifPresent(
            opening -> {
              assertTrue(opening.key().startsWith(channel.name() + "#"), opening.key());
              assertFalse(opening.key().contains(TOKEN));
              assertFalse(opening.toString().contains(TOKEN));
              assertTrue(opening.limit().budget().isPresent());
              assertTrue(
                  openings().stream()
                      .map(reply -> channel.judgeOpening(reply.answer()))
                      .anyMatch(
                          o -> o instanceof Outcome.Delivered d && d.messageId().isPresent()));
            });
  }

  @Test
  void onlyLimitsOfTheChannelAreBlocked() {
    Set<String> limits = new HashSet<>();
    channel.limits().forEach(limit -> limits.add(limit.name()));
    opening().ifPresent(opening -> limits.add(opening.limit().name()));
    List<Outcome> outcomes = new ArrayList<>();
    replies().forEach(reply -> outcomes.add(channel.judge(reply.answer())));
    openings().forEach(reply -> outcomes.add(channel.judgeOpening(reply.answer())));
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Throttled throttled) {
        assertTrue(throttled.limit().stream().allMatch(limits::contains), throttled.toString());
      }
    }
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
        Answer answer = new Answer(status, Map.of("retry-after", List.of(TOKEN)), body);
        assertFalse(channel.judgeOpening(answer).toString().contains(TOKEN));
        assertEquals(Duration.ZERO, channel.rest(answer));
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
  void smallAlertsAreOneMessage() {
    List<Notice> notices = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      notices.add(Examples.notice(Alert.builder("id-" + i, "heimdallr", "plex", "down").build()));
    }
    assertEquals(together(), render(notices, false).covers());
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
  void aMessageThatMayBeARepeatSaysSo() {
    for (boolean plain : new boolean[] {false, true}) {
      Notice notice = Examples.notices().get(0);
      assertFalse(render(List.of(notice), plain).request().body().contains(REPEAT));
      Notice throttled = Examples.tried(notice, new Outcome.Throttled(Duration.ZERO, ""));
      assertFalse(render(List.of(throttled), plain).request().body().contains(REPEAT));
      Notice repeated = Examples.tried(notice, new Outcome.Ambiguous(""));
      assertTrue(render(List.of(repeated), plain).request().body().contains(REPEAT));
    }
  }

  @Test
  void aDigestIsToldWholeBesideTheLargestAlert() throws InvalidJsonException {
    Alert alert =
        Alert.builder("id-1", "s", "s", "\"".repeat(3000)).message("\"&<".repeat(30_000)).build();
    Message message = withDigest(List.of(Examples.notice(alert)));
    String body = message.request().body();
    checkBody(Wire.parse(body), body, message.covers(), false, Examples.digest().size());
    for (DigestLine line : Examples.digest()) {
      boolean told =
          body.contains(line.count() + " × " + line.severity().name().toLowerCase(Locale.ROOT))
              && body.contains(line.first() + " to " + line.last())
              && body.contains(line.services().first());
      assertEquals(channel.queueSize() < Integer.MAX_VALUE, told, body);
    }
  }

  @Test
  void aPlainMessageTellsNoDigest() {
    List<Notice> notices = Examples.notices();
    Content plain = new Content(notices, Examples.digest(), true);
    assertEquals(
        render(notices, true).request().body(),
        channel.render(theTarget(), plain).request().body());
  }

  @Test
  void onlyAMessageWithAnIdIsAmended() {
    Notice notice = Examples.notices().get(1);
    assertEquals(Optional.empty(), channel.amend(theTarget(), notice));
    assertEquals(
        Optional.empty(), channel.amend(theTarget(), Examples.delivered(notice, "../../" + TOKEN)));
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
      assertTrue(
          body.contains(beforePointer() + "https://alerts.example.org/api/v1/alerts/id-1"), body);
      String without =
          channel(new AlertPages(Optional.empty()))
              .render(theTarget(), new Content(notices, List.of(), plain))
              .request()
              .body();
      assertTrue(without.contains(beforePointer() + "alert id-1"), without);
    }
  }

  @Test
  void overlongAndStrangeAlertsStayWithinEveryLimit() throws InvalidJsonException {
    for (int seed = 0; seed < ROUNDS; seed++) {
      StrangeAlerts strange = new StrangeAlerts(seed);
      List<Notice> notices = strange.notices();
      List<DigestLine> digest = random(seed);
      for (boolean plain : new boolean[] {false, true}) {
        Message message = channel.render(theTarget(), new Content(notices, digest, plain));
        assertTrue(message.covers() >= 1 && message.covers() <= notices.size(), "seed " + seed);
        JsonNode body = Wire.parse(message.request().body());
        int lines = plain || channel.queueSize() == Integer.MAX_VALUE ? 0 : digest.size();
        checkBody(body, message.request().body(), message.covers(), plain, lines);
        VisibleText.check(body, "seed " + seed);
      }
      Optional<Request> amended = amended(notices.get(0));
      if (amended.isPresent()) {
        JsonNode body = Wire.parse(amended.get().body());
        checkAmended(body, amended.get().body());
        VisibleText.check(body, "seed " + seed);
      }
    }
  }

  @Test
  void secretsAreNeitherInTheBodyNorPrinted() {
    for (Request request : requests()) {
      assertEquals(credentialInBody(), request.body().contains(TOKEN));
      assertFalse(request.toString().contains(TOKEN), request.toString());
    }
    assertFalse(render(Examples.notices(), false).toString().contains(TOKEN));
    assertFalse(channel.toString().contains(TOKEN));
    assertFalse(theTarget().toString().contains(TOKEN));
  }

  @Test
  void theTestsTargetHasEverySettingInItsForm() {
    assertEquals(
        channel.settings().stream().map(Setting::name).collect(Collectors.toSet()),
        target().keySet());
    for (Setting setting : channel.settings()) {
      String value = Optional.ofNullable(target().get(setting.name())).orElseThrow().reveal();
      assertTrue(value.matches(setting.form()), setting.name());
      assertEquals(setting.secret(), value.contains(TOKEN), setting.name());
      assertFalse((value + "\n").matches(setting.form()), setting.name());
    }
  }

  final Message render(List<Notice> notices, boolean plain) {
    return channel.render(theTarget(), new Content(notices, List.of(), plain));
  }

  final Message withDigest(List<Notice> notices) {
    return channel.render(theTarget(), new Content(notices, Examples.digest(), false));
  }

  /** Opened, when the channel opens its targets. */
  final Target theTarget() {
    Target target = new Target("ops", channel.name(), "ops", target());
    return channel
        .opening(target)
        .map(opening -> target.with(opening.setting(), Secret.of("4711")))
        .orElse(target);
  }

  private Optional<Channel.Opening> opening() {
    return channel.opening(new Target("ops", channel.name(), "ops", target()));
  }

  /** The change of a message with an id such as this service gives. */
  private Optional<Request> amended(Notice notice) {
    return replies().stream()
        .map(reply -> channel.judge(reply.answer()))
        .flatMap(o -> o instanceof Outcome.Delivered d ? d.messageId().stream() : Stream.empty())
        .findFirst()
        .flatMap(id -> channel.amend(theTarget(), Examples.delivered(notice, id)));
  }

  private List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    requests.add(render(Examples.notices(), false).request());
    requests.add(render(Examples.notices(), true).request());
    amended(Examples.notices().get(1)).ifPresent(requests::add);
    opening().ifPresent(opening -> requests.add(opening.request()));
    return requests;
  }

  private static List<DigestLine> random(int seed) {
    List<DigestLine> strange = new StrangeAlerts(seed).digest();
    return seed % 2 == 0 ? List.of() : strange;
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

  /** Deliveries of alerts to the contract's target. */
  static final class Examples {
    private Examples() {}

    static String fixture(Channel channel) {
      return "/channels/" + channel.name() + ".json";
    }

    static Notice notice(Alert alert) {
      return new Notice(alert, Delivery.of(alert, new Target("ops", "any", "ops", Map.of())));
    }

    static Notice tried(Notice notice, Outcome outcome) {
      Attempt attempt =
          new Attempt(Instant.EPOCH, outcome.word(), outcome.reason(), Duration.ofSeconds(1));
      return new Notice(notice.alert(), notice.delivery().waiting(attempt, true));
    }

    static Notice delivered(Notice notice, String messageId) {
      Attempt attempt = new Attempt(Instant.EPOCH, "delivered", "", Duration.ofSeconds(1));
      return new Notice(
          notice.alert(), notice.delivery().delivered(attempt, Optional.of(messageId), true));
    }

    static List<DigestLine> digest() {
      Instant first = Instant.parse("2026-11-21T07:00:00Z");
      Instant last = Instant.parse("2026-11-21T07:30:00Z");
      return List.of(
          new DigestLine(
              Severity.LOW, 12, new TreeSet<>(List.of("api", "plex <main>")), first, last),
          new DigestLine(Severity.INFO, 1, new TreeSet<>(List.of("db")), first, first));
    }

    static List<Notice> notices() {
      return ExampleAlerts.all().stream().map(Examples::notice).toList();
    }
  }
}
