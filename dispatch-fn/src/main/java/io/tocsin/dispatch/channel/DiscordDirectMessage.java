package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Discord by direct messages of a bot ("Create DM" and "Create Message" in Discord's
 * documentation). A nonce keeps a repeat from being shown twice.
 */
@Singleton
final class DiscordDirectMessage implements Channel {
  private static final String TOKEN = "token";
  private static final String USER = "user_id";
  private static final String CHANNEL = "channel_id";
  private static final String URL = "url";
  private static final String API = "/api/v10";

  /** Of all requests of a bot: Discord allows 50 a second; these let 50 through at most. */
  private static final Limit BOT =
      new Limit("discord-bot", Optional.of(new Budget(40, Duration.ofSeconds(1), 10)));

  /** Discord says only that a bot must not open many: one that does is taken for a spammer. */
  private static final Limit OPENINGS =
      new Limit("discord-dm-openings", Optional.of(new Budget(10, Duration.ofMinutes(10), 5)));

  private final ChannelSettings settings;

  DiscordDirectMessage(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "discord-dm";
  }

  @Override
  public Set<Setting> settings() {
    return Set.of(
        Setting.secret(TOKEN).matching("[!-~]+"),
        Setting.plain(USER).matching("[0-9]{1,20}"),
        Setting.address(URL).optional());
  }

  /**
   * Discord's headers tell of 5 in 5 s for the messages of one channel. With 24 a minute, which is
   * one every 2.5 s, and a burst of 3, any 5 s hold 5 at most.
   */
  @Override
  public Budget budget() {
    return Budget.perMinute(24, 3);
  }

  @Override
  public List<Limit> limits() {
    return List.of(new Limit(DiscordReplies.EVERYBODY, Optional.empty()), BOT);
  }

  @Override
  public int queueSize() {
    return settings.discordQueueSize();
  }

  @Override
  public Optional<Opening> opening(Target target) {
    String user = value(target, USER);
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("recipient_id", user);
    Request request = request(target, "POST", "/users/@me/channels", body);
    return Optional.of(new Opening(CHANNEL, name() + "#" + user, request, OPENINGS));
  }

  @Override
  public Message render(Target target, Content content) {
    DiscordMessage message = DiscordMessage.of(this::portrait, content);
    List<Notice> covered = content.notices().subList(0, message.covers());
    ObjectNode body = message.json();
    body.put("nonce", MessageId.of(covered, content.plain() ? List.of() : content.digest()));
    body.put("enforce_nonce", true);
    return new Message(request(target, "POST", messages(target), body), message.covers());
  }

  /** As {@link DiscordWebhook#amend}. */
  @Override
  public Optional<Request> amend(Target target, Notice notice) {
    return notice
        .delivery()
        .messageId()
        .filter(DiscordReplies::isId)
        .map(
            id ->
                request(
                    target,
                    "PATCH",
                    messages(target) + "/" + id,
                    DiscordMessage.amended(this::portrait, notice)));
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return DiscordReplies.judge(answer, BOT.name());
  }

  /** A refused opening is the fault of its user's id: there is nothing else in it. */
  @Override
  public Outcome judgeOpening(Reply.Answer answer) {
    Outcome outcome = judge(answer);
    if (outcome instanceof Outcome.Delivered opened && opened.messageId().isEmpty()) {
      return new Outcome.Transient("no channel in the answer " + answer.status());
    }
    if (outcome instanceof Outcome.Throttled throttled && throttled.limit().isEmpty()) {
      return new Outcome.Throttled(
          throttled.retryAfter(), throttled.reason(), Optional.of(OPENINGS.name()));
    }
    return outcome instanceof Outcome.Rejected rejected
        ? new Outcome.Gone("no such user: " + rejected.reason())
        : outcome;
  }

  @Override
  public Duration rest(Reply.Answer answer) {
    return DiscordReplies.rest(answer);
  }

  private static String messages(Target target) {
    return "/channels/" + value(target, CHANNEL) + "/messages";
  }

  private Request request(Target target, String method, String path, ObjectNode body) {
    String base =
        Optional.ofNullable(target.settings().get(URL))
            .map(Secret::reveal)
            .orElse("https://discord.com");
    return settings.json(
        method,
        base.replaceFirst("/+$", "") + API + path,
        Wire.write(body),
        Map.of(
            "User-Agent",
            DiscordWebhook.userAgent(settings.version()),
            "Authorization",
            "Bot " + value(target, TOKEN)));
  }

  private Portrait portrait(Notice notice) {
    return settings.portrait(notice, name());
  }

  private static String value(Target target, String setting) {
    return Optional.ofNullable(target.settings().get(setting)).orElseThrow().reveal();
  }
}
