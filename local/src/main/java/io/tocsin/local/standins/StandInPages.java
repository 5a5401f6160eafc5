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
 * /standins/slack}, {@code /standins/slotify}, {@code /standins/chainsync}) and as JSON ({@code
 * /standins/discord.json} and so on). They show webhooks by name; addresses and keys are not on
 * them.
 */
public final class StandInPages implements HttpHandler {
  private static final int LARGEST_FORM = 4_096;

  private final DiscordStandIn discord;
  private final SlackStandIn slack;
  private final SlotifyStandIn slotify;
  private final ChainSyncStandIn chainSync;

  StandInPages(
      DiscordStandIn discord,
      SlackStandIn slack,
      SlotifyStandIn slotify,
      ChainSyncStandIn chainSync) {
    this.discord = discord;
    this.slack = slack;
    this.slotify = slotify;
    this.chainSync = chainSync;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!Html.fromHere(exchange)) {
        Bodies.write(exchange, 404, new byte[0]);
      } else if (exchange.getRequestMethod().equals("POST") && path.equals(SlotifyStandIn.PAGE)) {
        press(exchange);
      } else if (exchange.getRequestMethod().equals("GET")) {
        show(exchange, path);
      } else {
        Bodies.write(exchange, 404, new byte[0]);
      }
    }
  }

  private void show(HttpExchange exchange, String path) throws IOException {
    switch (path) {
      case "/standins/discord" -> Html.write(exchange, DiscordPage.of(discord));
      case "/standins/slack" -> Html.write(exchange, SlackPage.of(slack));
      case "/standins/discord.json" -> json(exchange, discordJson());
      case "/standins/slack.json" -> json(exchange, slackJson());
      case SlotifyStandIn.PAGE -> Html.write(exchange, SlotifyPage.of(slotify));
      case SlotifyStandIn.PAGE + ".json" -> json(exchange, slotifyJson());
      case "/standins/chainsync" -> Html.write(exchange, ChainSyncPage.of(chainSync));
      case "/standins/chainsync.json" -> json(exchange, chainSyncJson());
      default -> Bodies.write(exchange, 404, new byte[0]);
    }
  }

  /** A button of a meeting's; the token tells that whoever presses it was shown the page. */
  private void press(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        Bodies.read(exchange, LARGEST_FORM)
            .map(bytes -> ServiceRequest.form(new String(bytes, StandardCharsets.UTF_8)))
            .orElse(Map.of());
    String meeting = form.getOrDefault("meeting", "");
    if (!slotify.formToken().reveal().equals(form.get("token"))) {
      Bodies.write(exchange, 403, new byte[0]);
      return;
    }
    switch (form.getOrDefault("do", "")) {
      case "complete" -> slotify.complete(meeting);
      case "cancel" -> slotify.cancel(meeting);
      case "put-off" -> slotify.putOff(meeting);
      default -> {
        Bodies.write(exchange, 400, new byte[0]);
        return;
      }
    }
    exchange.getResponseHeaders().set("Location", SlotifyStandIn.PAGE);
    Bodies.write(exchange, 303, new byte[0]);
  }

  private ObjectNode slotifyJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    slotify.calls().forEach(json.putObject("calls")::put);
    ArrayNode meetings = json.putArray("meetings");
    for (SlotifyEvent event : slotify.meetings()) {
      ObjectNode entry = SlotifyJson.write(event, SlotifyStandIn.PAGE + "#" + event.id());
      entry.put("number", event.number());
      entry.put("told", event.told());
      meetings.add(entry);
    }
    return json;
  }

  private ObjectNode chainSyncJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    chainSync.calls().forEach(json.putObject("calls")::put);
    ArrayNode alerts = json.putArray("alerts");
    for (ChainSyncNotice notice : chainSync.notices()) {
      ObjectNode entry = alerts.addObject();
      entry.put("alert_id", notice.alertId());
      entry.put("at", notice.at().toString());
      entry.put("status", notice.status());
      entry.put("meeting_url", notice.meetingUrl());
      entry.put("notes", notice.notes());
      entry.put("times", notice.times());
    }
    return json;
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
