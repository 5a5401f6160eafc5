package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what Telegram answers. What is wrong stands in the {@code description} alone, so that is
 * looked through for the words it is known for; nothing of it is passed on.
 */
final class TelegramReplies {
  private static final Duration UNTOLD = Duration.ofSeconds(60);
  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410);

  /** The chat is not there, or does not let the bot write. */
  private static final List<String> GONE_WORDS =
      List.of(
          "chat not found",
          "peer_id_invalid",
          "message thread not found",
          "topic_closed",
          "topic_deleted",
          "upgraded to a supergroup",
          "not enough rights",
          "have no rights",
          "chat_write_forbidden",
          "need administrator rights");

  private TelegramReplies() {}

  static Outcome judge(Reply.Answer answer) {
    int status = answer.status();
    JsonNode body = Bodies.json(answer);
    String said = "answered " + status;
    if (status == 200 && body.path("ok").asBoolean(false)) {
      return new Outcome.Delivered(messageId(body));
    }
    if (status == 429) {
      Duration told =
          Optional.of(body.path("parameters").path("retry_after").asText())
              .flatMap(Waits::seconds)
              .or(() -> Waits.header(answer, "retry-after"))
              .orElse(UNTOLD);
      return new Outcome.Throttled(Waits.safely(told), "rate limit");
    }
    String description = body.path("description").asText().toLowerCase(Locale.ROOT);
    if (status == 400 && description.contains("message is not modified")) {
      // An edit that was made already: its answer was lost.
      return new Outcome.Delivered(Optional.empty());
    }
    Optional<String> word = GONE_WORDS.stream().filter(description::contains).findFirst();
    if (status == 400 && word.isPresent()) {
      return new Outcome.Gone(word.get() + ": " + said);
    }
    if (GONE.contains(status)) {
      return new Outcome.Gone("the bot is not known, or blocked: " + said);
    }
    return Statuses.judge(status, said);
  }

  private static Optional<String> messageId(JsonNode body) {
    return Optional.of(body.path("result").path("message_id").asText())
        .filter(id -> id.matches("[0-9]{1,18}"));
  }
}
