package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what Slack answers: a status, and one word as the body. Only words from the lists here are
 * passed on, whatever else the body holds.
 */
final class SlackReplies {
  private static final Duration UNTOLD = Duration.ofSeconds(30);

  private static final Set<String> GONE =
      Set.of(
          "channel_not_found",
          "no_service",
          "no_service_id",
          "no_team",
          "team_disabled",
          "invalid_token",
          "channel_is_archived",
          "action_prohibited",
          "posting_to_general_channel_denied");

  private static final Set<String> TRANSIENT = Set.of("rollup_error");

  private static final Set<String> REJECTED =
      Set.of(
          "invalid_payload",
          "invalid_blocks",
          "invalid_blocks_format",
          "invalid_attachments",
          "too_many_attachments",
          "no_text");

  private static final Set<Integer> GONE_STATUSES = Set.of(401, 403, 404, 410);

  private SlackReplies() {}

  static Outcome judge(Reply.Answer answer) {
    int status = answer.status();
    String word = answer.body().strip();
    if (status == 200 && word.equals("ok")) {
      return new Outcome.Delivered(Optional.empty());
    }
    if (status == 429) {
      Duration told = Waits.header(answer, "retry-after").orElse(UNTOLD);
      return new Outcome.Throttled(Waits.safely(told), "rate limit");
    }
    String said = "answered " + status;
    if (GONE.contains(word)) {
      return new Outcome.Gone(word + ": " + said);
    }
    if (TRANSIENT.contains(word)) {
      return new Outcome.Transient(word + ": " + said);
    }
    if (REJECTED.contains(word)) {
      return new Outcome.Rejected(word + ": " + said);
    }
    if (GONE_STATUSES.contains(status)) {
      return new Outcome.Gone("the webhook is not there or not allowed: " + said);
    }
    return status == 200
        ? new Outcome.Transient("the body of the answer is not ok: " + said)
        : Statuses.judge(status, said);
  }
}
