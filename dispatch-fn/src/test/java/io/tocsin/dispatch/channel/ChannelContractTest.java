package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The contract is worth something only when a channel that does wrong fails it. That the sound ones
 * pass is what their own tests say.
 */
class ChannelContractTest {

  @Test
  void anotherRequestIsNotTheFixtures() {
    fails(
        broken(request -> with(request, request.body(), Duration.ofSeconds(7), "PUT")),
        contract -> orFail(contract::theRequestsAreThoseOfTheFixture));
  }

  @Test
  void anotherTimeoutIsFound() {
    fails(
        broken(request -> with(request, request.body(), Duration.ofSeconds(8), "POST")),
        contract -> orFail(contract::everyRequestHasTheTimeoutAndAnAddress));
  }

  @Test
  void aCredentialInTheBodyIsFound() {
    String leak = "{\"text\":\"" + ChannelContract.TOKEN + "\"}";
    fails(
        broken(request -> with(request, leak, Duration.ofSeconds(7), "POST")),
        ChannelContract::secretsAreNeitherInTheBodyNorPrinted);
  }

  @Test
  void aBodyOverALimitIsFound() {
    fails(
        broken(
            request ->
                with(
                    request,
                    request.body().replaceFirst("\"text\":\"", "\"text\":\"" + "x".repeat(12_000)),
                    Duration.ofSeconds(7),
                    "POST")),
        contract -> orFail(contract::overlongAndStrangeAlertsStayWithinEveryLimit));
  }

  @Test
  void aForgottenDigestIsFound() {
    fails(
        sound -> Sabotaged.content(sound, c -> new Content(c.notices(), List.of(), c.plain())),
        contract -> orFail(contract::aDigestIsToldWholeBesideTheLargestAlert));
  }

  @Test
  void anUnmarkedRepeatIsFound() {
    fails(
        sound -> Sabotaged.content(sound, ChannelContractTest::untried),
        ChannelContract::aMessageThatMayBeARepeatSaysSo);
  }

  @Test
  void aLimitThatNobodyDeclaredIsFound() {
    fails(
        sound ->
            Sabotaged.outcome(
                sound,
                outcome ->
                    outcome instanceof Outcome.Throttled t
                        ? new Outcome.Throttled(t.retryAfter(), t.reason(), Optional.of("nobodys"))
                        : outcome),
        ChannelContract::onlyLimitsOfTheChannelAreBlocked);
  }

  @Test
  void aReasonThatRepeatsTheAnswerIsFound() {
    fails(
        sound ->
            Sabotaged.outcome(sound, o -> new Outcome.Transient("said " + ChannelContract.TOKEN)),
        ChannelContract::anyStatusWithAnyBodyIsJudgedWithoutRepeatingTheBody);
  }

  @Test
  void aMissingClassOfRepliesIsFound() {
    ChannelContract contract =
        new SlackWebhookTest() {
          @Override
          List<Judged> replies() {
            return super.replies().subList(0, 2);
          }
        };
    assertThrows(AssertionError.class, contract::thereIsAReplyOfEachClass);
  }

  @Test
  void aChangeOfAMessageWithoutAnIdIsFound() {
    ChannelContract contract =
        new DiscordWebhookTest() {
          @Override
          Channel channel(AlertPages pages) {
            return Sabotaged.content(super.channel(pages), ChannelContractTest::sent);
          }
        };
    assertThrows(AssertionError.class, contract::onlyAMessageWithAnIdIsAmended);
  }

  @Test
  void aSecretThatCannotBeLookedForIsFound() {
    ChannelContract contract =
        new SlackWebhookTest() {
          @Override
          Map<String, Secret> target() {
            return Map.of("url", Secret.of("https://hooks.slack.com/services/T0/B0/plain"));
          }
        };
    assertThrows(AssertionError.class, contract::theTestsTargetHasEverySettingInItsForm);
  }

  private static void fails(UnaryOperator<Channel> sabotage, Consumer<ChannelContract> check) {
    ChannelContract contract =
        new SlackWebhookTest() {
          @Override
          Channel channel(AlertPages pages) {
            return sabotage.apply(super.channel(pages));
          }
        };
    assertThrows(AssertionError.class, () -> check.accept(contract));
  }

  private static UnaryOperator<Channel> broken(UnaryOperator<Request> request) {
    return sound -> Sabotaged.request(sound, request);
  }

  private static Request with(Request request, String body, Duration timeout, String method) {
    return new Request(method, request.url(), request.headers(), body, timeout);
  }

  private static Content untried(Content content) {
    List<Notice> notices =
        content.notices().stream()
            .map(
                notice ->
                    new Notice(
                        notice.alert(),
                        Delivery.of(
                            notice.alert(),
                            new Target("ops", "any", "ops", Map.<String, Secret>of()))))
            .toList();
    return new Content(notices, content.digest(), content.plain());
  }

  private static Content sent(Content content) {
    return Content.of(
        content.notices().stream()
            .map(notice -> ChannelContract.Examples.delivered(notice, "5"))
            .toList());
  }

  /** A check that may throw something else than a failure. */
  private interface Check {
    void run() throws Exception;
  }

  private static void orFail(Check check) {
    try {
      check.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
