package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Judges what a workflow answers. It takes a request before anything is posted. */
final class TeamsReplies {
  private static final Duration UNTOLD = Duration.ofSeconds(60);
  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410);

  /** The codes of a workflow that is switched off, not to be found, or of another signature. */
  private static final Set<String> GONE_CODES =
      Set.of(
          "WorkflowTriggerIsNotEnabled",
          "WorkflowNotFound",
          "WorkflowTriggerNotFound",
          "DirectApiAuthorizationRequired",
          "AuthorizationFailed");

  private TeamsReplies() {}

  static Outcome judge(Reply.Answer answer) {
    int status = answer.status();
    String said = "answered " + status;
    if (status == 200 || status == 202) {
      return new Outcome.Delivered(Optional.empty());
    }
    if (status == 429) {
      Duration told = Waits.header(answer, "retry-after").orElse(UNTOLD);
      return new Outcome.Throttled(Waits.safely(told), "rate limit");
    }
    String code = Bodies.json(answer).path("error").path("code").asText();
    if (GONE_CODES.contains(code)) {
      return new Outcome.Gone("the workflow does not run: " + said + ", " + code);
    }
    if (GONE.contains(status)) {
      return new Outcome.Gone("the workflow is not there or not allowed: " + said);
    }
    return Statuses.judge(status, said);
  }
}
