package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Discord's side of an application: answers to its commands that were promised, and the commands
 * that it has. Any application and any bot's token will do.
 *
 * <p>May be used by any number of threads.
 */
public final class DiscordApplication {
  private static final String BOT = "Bot [!-~]+";

  /** By the interaction's token; empty while it is only promised. */
  private final LinkedHashMap<String, String> answers = new LinkedHashMap<>();

  /** By the path they were installed at. */
  private final Map<String, String> commands = new HashMap<>();

  /** From now on an interaction may be answered: the promise of it has arrived. */
  public synchronized void promised(String token) {
    answers.putIfAbsent(token, "");
    if (answers.size() > DiscordStandIn.MOST_KEPT) {
      answers.remove(answers.keySet().iterator().next());
    }
  }

  /** What was written in the place of the promise. */
  public synchronized Optional<String> answer(String token) {
    return Optional.ofNullable(answers.get(token)).filter(text -> !text.isEmpty());
  }

  /** The commands of an application, or those of it in a guild, as they were installed. */
  public synchronized Optional<String> commands(String application, Optional<String> guild) {
    return Optional.ofNullable(commands.get(place(application, guild)));
  }

  synchronized Answer edit(String token, String body) {
    if (!answers.containsKey(token)) {
      return DiscordAnswers.error(404, 10015, "Unknown Webhook", List.of());
    }
    JsonNode json;
    try {
      json = Wire.parse(body);
    } catch (InvalidJsonException e) {
      return DiscordAnswers.error(400, 50109, "The request body contains invalid JSON.", List.of());
    }
    List<String> mistakes = DiscordLimits.mistakes(json);
    String content = json.path("content").asText("");
    if (!mistakes.isEmpty() || content.isEmpty()) {
      return DiscordAnswers.error(400, 50035, "Invalid Form Body", mistakes);
    }
    answers.put(token, content);
    return Answer.json(200, "{}");
  }

  synchronized Answer install(
      String authorization, String application, Optional<String> guild, String body) {
    if (!authorization.matches(BOT)) {
      return DiscordAnswers.error(401, 0, "401: Unauthorized", List.of());
    }
    try {
      List<String> mistakes = DiscordCommandLimits.mistakes(Wire.parse(body));
      if (!mistakes.isEmpty()) {
        return DiscordAnswers.error(400, 50035, "Invalid Form Body", mistakes);
      }
    } catch (InvalidJsonException e) {
      return DiscordAnswers.error(400, 50109, "The request body contains invalid JSON.", List.of());
    }
    commands.put(place(application, guild), body);
    return Answer.json(200, body);
  }

  private static String place(String application, Optional<String> guild) {
    return application + "/" + guild.orElse("");
  }
}
