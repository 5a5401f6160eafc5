package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Judges what PagerDuty's Events API answers. Nothing of the body is passed on. */
final class PagerDutyReplies {
  private static final Duration UNTOLD = Duration.ofSeconds(60);
  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410);

  private PagerDutyReplies() {}

  static Outcome judge(Reply.Answer answer) {
    int status = answer.status();
    String said = "answered " + status;
    if (status == 202) {
      return new Outcome.Delivered(Optional.empty());
    }
    if (status == 429) {
      Duration told = Waits.header(answer, "retry-after").orElse(UNTOLD);
      return new Outcome.Throttled(Waits.safely(told), "rate limit");
    }
    if (GONE.contains(status) || (status == 400 && namesTheKey(answer))) {
      return new Outcome.Gone("the routing key is not known or not allowed: " + said);
    }
    return Statuses.judge(status, said);
  }

  /** What is wrong with an event stands in {@code errors}, for people to read. */
  private static boolean namesTheKey(Reply.Answer answer) {
    for (JsonNode error : Bodies.json(answer).path("errors")) {
      if (error.asText().contains("routing_key")) {
        return true;
      }
    }
    return false;
  }
}
