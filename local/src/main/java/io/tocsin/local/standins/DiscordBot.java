package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.keys.Secret;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What a bot may do at the Discord stand-in: open channels of direct messages and write there, each
 * nonce once where it is enforced. Its messages are among those of {@link DiscordStandIn}, as of
 * the webhook {@code dm USER}.
 */
public final class DiscordBot {
  private static final int MOST_NONCES = 1000;

  private final DiscordStandIn discord;
  private final Secret token;
  private final Map<String, String> users = new HashMap<>();
  private final Set<String> closed = new HashSet<>();
  private final LinkedHashMap<String, Answer> answered = new LinkedHashMap<>();
  private int opened;

  DiscordBot(DiscordStandIn discord, RandomGenerator random) {
    this.discord = discord;
    this.token =
        Secret.of(Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
  }

  /** What it is let in by. */
  public Secret token() {
    return token;
  }

  /** A user takes no direct messages from now on. */
  public synchronized void close(String user) {
    closed.add(user);
  }

  /** How often a channel was asked for. */
  public synchronized int opened() {
    return opened;
  }

  /** What messages to a user are kept as. */
  public static String name(String user) {
    return "dm " + user;
  }

  synchronized Answer open(Optional<String> authorization, String body) {
    if (!letIn(authorization)) {
      return unauthorized();
    }
    String user = parse(body).path("recipient_id").asText();
    if (!user.matches("[0-9]{1,20}")) {
      return DiscordAnswers.error(400, 50035, "Invalid Form Body", List.of("recipient_id"));
    }
    opened++;
    String channel = discord.idOf(name(user));
    users.put(channel, user);
    return Answer.json(
        200, Wire.write(JsonNodeFactory.instance.objectNode().put("id", channel).put("type", 1)));
  }

  synchronized Answer post(Optional<String> authorization, String channel, String body) {
    Optional<Answer> refused = refused(authorization, channel);
    if (refused.isPresent()) {
      return refused.get();
    }
    JsonNode message = parse(body);
    String nonce = channel + " " + message.path("nonce").asText();
    boolean enforced = message.path("enforce_nonce").asBoolean();
    if (enforced && answered.containsKey(nonce)) {
      return answered.get(nonce);
    }
    Answer answer = discord.post(channel, discord.tokenOf(channel), true, body);
    if (enforced && answer.status() == 200) {
      answered.put(nonce, answer);
      if (answered.size() > MOST_NONCES) {
        answered.remove(answered.keySet().iterator().next());
      }
    }
    return answer;
  }

  synchronized Answer patch(
      Optional<String> authorization, String channel, String message, String body) {
    return refused(authorization, channel)
        .orElseGet(() -> discord.patch(channel, discord.tokenOf(channel), message, body));
  }

  private Optional<Answer> refused(Optional<String> authorization, String channel) {
    if (!letIn(authorization)) {
      return Optional.of(unauthorized());
    }
    String user = users.get(channel);
    if (user == null) {
      return Optional.of(DiscordAnswers.error(404, 10003, "Unknown Channel", List.of()));
    }
    return closed.contains(user)
        ? Optional.of(
            DiscordAnswers.error(403, 50007, "Cannot send messages to this user", List.of()))
        : Optional.empty();
  }

  private boolean letIn(Optional<String> authorization) {
    return authorization.equals(Optional.of("Bot " + token.reveal()));
  }

  private static Answer unauthorized() {
    return DiscordAnswers.error(401, 0, "401: Unauthorized", List.of());
  }

  /** What is no JSON is refused later on, like any message. */
  private static JsonNode parse(String body) {
    try {
      return Wire.parse(body);
    } catch (InvalidJsonException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
