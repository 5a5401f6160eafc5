package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.routing.Target;
import io.tocsin.wire.MeetingJson;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The meeting desk: each alert that is sent there wants a meeting, and is a message on the queue
 * {@code meetings}. What becomes of it is the scheduler's business.
 */
@Singleton
final class MeetingRequest implements Channel {
  private static final String ADDRESS = "meetings:";
  private static final Duration UNTOLD = Duration.ofSeconds(5);

  /**
   * SQS has two names for most errors, one of each of its protocols.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
   */
  private static final Set<String> THROTTLED =
      Set.of("OverLimit", "RequestThrottled", "Throttling", "KMSThrottling", "KmsThrottled");

  private static final Set<String> GONE =
      Set.of(
          "QueueDoesNotExist",
          "NonExistentQueue",
          "QueueDeletedRecently",
          "AccessDenied",
          "InvalidClientTokenId",
          "InvalidSecurity",
          "SignatureDoesNotMatch",
          "KMSAccessDenied",
          "KMSDisabled",
          "KMSInvalidState",
          "KMSNotFound",
          "KMSOptInRequired",
          "KmsAccessDenied",
          "KmsDisabled",
          "KmsInvalidState",
          "KmsNotFound",
          "KmsOptInRequired");

  private final ChannelSettings settings;

  MeetingRequest(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "meeting";
  }

  /** There is one desk, and the stack knows where. */
  @Override
  public Set<Setting> settings() {
    return Set.of();
  }

  /** A standard queue takes any number; this is more than a scheduler works off. */
  @Override
  public Budget budget() {
    return Budget.perMinute(1200, 10);
  }

  /** A digest is nothing to meet about. */
  @Override
  public int queueSize() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Message render(Target target, Content content) {
    String alert = content.notices().get(0).alert().id();
    return new Message(
        new Request(
            "SEND",
            Secret.of(ADDRESS),
            Map.of(),
            MeetingJson.write(new MeetingMessage.Wanted(alert)),
            settings.timeout()),
        1);
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    int status = answer.status();
    String code = AwsErrors.code(answer);
    String said = AwsErrors.said(answer);
    if (status == 200) {
      return new Outcome.Delivered(AwsErrors.messageId(answer));
    }
    if (status == 429 || THROTTLED.contains(code)) {
      return new Outcome.Throttled(
          Waits.safely(Waits.header(answer, "retry-after").orElse(UNTOLD)), "rate limit");
    }
    return GONE.contains(code)
        ? new Outcome.Gone("the queue of meetings is not there or not allowed: " + said)
        : Statuses.judge(status, said);
  }
}
