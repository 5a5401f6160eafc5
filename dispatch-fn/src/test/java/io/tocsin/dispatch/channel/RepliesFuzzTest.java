package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply.Answer;
import io.tocsin.fuzz.Mangled;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a service, or a proxy before it, answers, a channel says what it means. */
class RepliesFuzzTest {
  /** A day, and the safety that is added to it. */
  private static final Duration LONGEST = Duration.ofDays(1).plusSeconds(10);

  private static final int LONGEST_REASON = 200;
  private static final String QUOTED = "qu0ted-fr0m-the-answer";

  private static final List<ChannelContract> CHANNELS =
      List.of(
          new DiscordWebhookTest(),
          new DiscordDirectMessageTest(),
          new EmailTest(),
          new MatrixRoomTest(),
          new PagerDutyEventsTest(),
          new SignedWebhookTest(),
          new SlackWebhookTest(),
          new SnsTopicTest(),
          new TeamsWorkflowTest(),
          new TelegramBotTest());

  private static final List<String> WAITS =
      List.of("30", "0", "1.5", "-1", "1e3", "Sat, 21 Nov 2026 08:01:00 GMT", "0x1p9", "1d");

  /** What services say in headers. */
  private static final List<String> HEADERS =
      List.of(
          "retry-after",
          "via",
          "x-ratelimit-remaining",
          "x-ratelimit-reset-after",
          "x-ratelimit-scope",
          "x-ratelimit-global",
          "x-amzn-errortype",
          "smtp-command",
          "content-type");

  /** A channel in its test, and an answer that is much like one of its service's. */
  private record Case(Channel channel, Answer answer) {}

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.of(CHANNELS)
        .flatMap(
            contract ->
                Combinators.combine(
                        statuses(),
                        headers(),
                        Mangled.orChance(
                            contract.replies().stream()
                                .map(reply -> reply.answer().body() + " ")
                                .toList()),
                        Arbitraries.of(contract.replies()),
                        Arbitraries.of(true, false))
                    .as(
                        (status, headers, body, reply, known) ->
                            new Case(
                                contract.channel,
                                new Answer(
                                    known ? reply.answer().status() : status,
                                    merged(reply.answer().headers(), headers),
                                    body.replace("x", QUOTED)))));
  }

  private static Map<String, List<String>> merged(
      Map<String, List<String>> one, Map<String, List<String>> other) {
    Map<String, List<String>> all = new HashMap<>(one);
    all.putAll(other);
    return all;
  }

  private static Arbitrary<Integer> statuses() {
    return Arbitraries.oneOf(
        Arbitraries.of(200, 202, 204, 250, 302, 400, 401, 404, 408, 413, 429, 500, 503, 550),
        Arbitraries.integers().between(100, 999));
  }

  private static Arbitrary<Map<String, List<String>>> headers() {
    return Arbitraries.maps(
            Arbitraries.of(HEADERS), Mangled.orChance(WAITS).list().ofMinSize(0).ofMaxSize(2))
        .ofMaxSize(3);
  }

  @Property(seed = "20261121")
  void everyAnswerMeansSomething(@ForAll("cases") Case one) {
    check(one.channel().judge(one.answer()));
    check(one.channel().judgeOpening(one.answer()));
    bounded(one.channel().rest(one.answer()));
  }

  private static void check(Outcome outcome) {
    if (outcome instanceof Outcome.Throttled throttled) {
      bounded(throttled.retryAfter());
    }
    String said = outcome.toString();
    assertFalse(said.contains(QUOTED), said);
    if (!(outcome instanceof Outcome.Delivered)) {
      assertTrue(said.length() <= LONGEST_REASON + 100, said);
    }
  }

  private static void bounded(Duration wait) {
    assertFalse(wait.isNegative(), wait.toString());
    assertTrue(wait.compareTo(LONGEST) <= 0, wait.toString());
  }

  @Provide
  Arbitrary<String> waits() {
    return Mangled.orChance(WAITS);
  }

  @Property(seed = "20261121")
  void anyWaitIsBounded(@ForAll("waits") String text) {
    Answer answer = new Answer(429, Map.of("retry-after", List.of(text)), "");
    Optional<Duration> wait =
        Waits.headerOrDate(answer, "retry-after", Instant.parse("2026-11-21T08:00:00Z"));
    wait.ifPresent(RepliesFuzzTest::bounded);
    Waits.seconds(text).ifPresent(RepliesFuzzTest::bounded);
  }

  @Provide
  Arbitrary<String> ids() {
    return Mangled.orChance(List.of("1111/2222", "42", "$event:example.org", "1700.2"));
  }

  @Property(seed = "20261121")
  void onlyDigitsAreAnIdAtDiscord(@ForAll("ids") String text) {
    if (DiscordReplies.isId(text)) {
      assertTrue(text.chars().allMatch(digit -> digit >= '0' && digit <= '9'), text);
    }
    if (MatrixReplies.isEventId(text)) {
      assertTrue(text.chars().allMatch(sign -> sign > ' ' && sign < 0x7f), text);
    }
  }
}
