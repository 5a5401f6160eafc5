package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Discord by a channel's webhook ("Execute Webhook" in Discord's documentation): one embed per
 * alert, several in one message, nobody ever pinged.
 */
@Singleton
final class DiscordWebhook implements Channel {
  private static final String URL = "url";

  private final ChannelSettings settings;

  DiscordWebhook(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "discord";
  }

  @Override
  public Set<Setting> settings() {
    return Set.of(Setting.secretAddress(URL));
  }

  @Override
  public Budget budget() {
    return settings.discord();
  }

  @Override
  public int queueSize() {
    return settings.discordQueueSize();
  }

  /** A ban is Discord's answer to an address, and so to every webhook and bot behind it. */
  @Override
  public List<Limit> limits() {
    return List.of(new Limit(DiscordReplies.EVERYBODY, Optional.empty()));
  }

  /** With {@code wait=true}: Discord then answers only when the message is in the channel. */
  @Override
  public Message render(Target target, Content content) {
    DiscordMessage message = DiscordMessage.of(this::portrait, content);
    String url = url(target);
    List<String> query = new ArrayList<>(query(url));
    query.add("wait=true");
    return new Message(
        request("POST", path(url) + "?" + String.join("&", query), message.json()),
        message.covers());
  }

  /**
   * The message becomes the resolved alert's embed. Only a message about that alert alone may be
   * changed so: what else it told would be gone.
   */
  @Override
  public Optional<Request> amend(Target target, Notice notice) {
    String url = url(target);
    String query = query(url).isEmpty() ? "" : "?" + String.join("&", query(url));
    return notice
        .delivery()
        .messageId()
        .filter(DiscordReplies::isId)
        .map(
            id ->
                request(
                    "PATCH",
                    path(url) + "/messages/" + id + query,
                    DiscordMessage.amended(this::portrait, notice)));
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return DiscordReplies.judge(answer, DiscordReplies.EVERYBODY);
  }

  @Override
  public Duration rest(Reply.Answer answer) {
    return DiscordReplies.rest(answer);
  }

  private Request request(String method, String url, ObjectNode body) {
    return settings.json(
        method, url, Wire.write(body), Map.of("User-Agent", userAgent(settings.version())));
  }

  /** As Discord wants to be told. */
  static String userAgent(String version) {
    return "DiscordBot (https://tocsin.io, " + version + ")";
  }

  private static String url(Target target) {
    return Optional.ofNullable(target.settings().get(URL)).orElseThrow().reveal();
  }

  private static String path(String url) {
    return url.replaceFirst("\\?.*$", "").replaceFirst("/+$", "");
  }

  /** What the query holds, such as a thread, but for our own part in it. */
  private Portrait portrait(Notice notice) {
    return settings.portrait(notice, name());
  }

  private static List<String> query(String url) {
    int mark = url.indexOf('?');
    return mark < 0
        ? List.of()
        : Arrays.stream(url.substring(mark + 1).split("&", -1))
            .filter(part -> !part.isEmpty() && !part.equals("wait") && !part.startsWith("wait="))
            .toList();
  }
}
