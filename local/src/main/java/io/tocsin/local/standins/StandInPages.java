package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tocsin.local.http.Bodies;
import io.tocsin.local.http.Html;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What arrived at the stand-ins, as pages for people ({@code /standins/discord}, {@code
 * /standins/slack}) and as JSON ({@code /standins/discord.json}, {@code /standins/slack.json}).
 * They show webhooks by name; addresses and tokens are not on them.
 */
public final class StandInPages implements HttpHandler {
  private final DiscordStandIn discord;
  private final SlackStandIn slack;

  StandInPages(DiscordStandIn discord, SlackStandIn slack) {
    this.discord = discord;
    this.slack = slack;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET") || !Html.fromHere(exchange)) {
        Bodies.write(exchange, 404, new byte[0]);
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/standins/discord" -> Html.write(exchange, DiscordPage.of(discord));
        case "/standins/slack" -> Html.write(exchange, SlackPage.of(slack));
        case "/standins/discord.json" -> json(exchange, discordJson());
        case "/standins/slack.json" -> json(exchange, slackJson());
        default -> Bodies.write(exchange, 404, new byte[0]);
      }
    }
  }

  private static void json(HttpExchange exchange, ObjectNode json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    Bodies.write(exchange, 200, Wire.write(json).getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode discordJson() {
    ObjectNode json = withCounts(discord.countsByWebhook());
    ArrayNode messages = json.putArray("messages");
    for (DiscordMessage message : discord.messages()) {
      ObjectNode entry = messages.addObject();
      entry.put("number", message.number());
      entry.put("id", message.id());
      entry.put("webhook", message.webhook());
      entry.put("channel", message.channel());
      entry.put("at", message.at().toString());
      message.edited().ifPresent(at -> entry.put("edited_at", at.toString()));
      entry.put("content", message.content());
      entry.put("may_ping", message.mayPing());
      message.embeds().forEach(entry.putArray("embeds")::add);
    }
    return json;
  }

  private ObjectNode slackJson() {
    ObjectNode json = withCounts(slack.countsByWebhook());
    ArrayNode messages = json.putArray("messages");
    for (SlackMessage message : slack.messages()) {
      ObjectNode entry = messages.addObject();
      entry.put("number", message.number());
      entry.put("webhook", message.webhook());
      entry.put("at", message.at().toString());
      entry.put("text", message.text());
      message.blocks().forEach(entry.putArray("blocks")::add);
    }
    return json;
  }

  private static ObjectNode withCounts(Map<String, Counts> byWebhook) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json.putObject("counts"), byWebhook.values().stream().reduce(Counts.ZERO, Counts::plus));
    ObjectNode each = json.putObject("webhooks");
    byWebhook.forEach((name, counts) -> put(each.putObject(name), counts));
    return json;
  }

  private static void put(ObjectNode json, Counts counts) {
    json.put("requests", counts.requests());
    json.put("throttled", counts.throttled());
    json.put("refused", counts.refused());
    json.put("failed", counts.failed());
    json.put("messages", counts.messages());
    json.put("edits", counts.edits());
    json.put("embeds", counts.embeds());
  }
}
