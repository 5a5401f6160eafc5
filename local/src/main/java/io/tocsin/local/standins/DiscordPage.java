package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.http.Html;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The Discord stand-in's messages, newest first. */
final class DiscordPage {
  private static final int MOST_SHOWN = 100;
  private static final int REFRESH_SECONDS = 3;

  private DiscordPage() {}

  static Html.Page of(DiscordStandIn discord) {
    List<DiscordMessage> all = discord.messages();
    List<DiscordMessage> shown = all.subList(Math.max(0, all.size() - MOST_SHOWN), all.size());
    StringBuilder html = new StringBuilder(4096);
    html.append("<h1>Discord stand-in</h1><p class=\"soft\">What would be in Discord. ")
        .append("It enforces both of Discord's rate windows and the limits of messages.</p>")
        .append(CountsTable.of(discord.countsByWebhook(), "Embeds"));
    if (shown.isEmpty()) {
      html.append("<p>Nothing has arrived yet.</p>");
    }
    for (int i = shown.size() - 1; i >= 0; i--) {
      message(html, shown.get(i));
    }
    return new Html.Page(
        "Discord stand-in", colors(shown), html.toString(), Optional.of(REFRESH_SECONDS));
  }

  private static void message(StringBuilder html, DiscordMessage message) {
    html.append("<article><h2>#")
        .append(Html.escape(message.channel()))
        .append("</h2><p class=\"soft\">message ")
        .append(message.number())
        .append(" by webhook ")
        .append(Html.escape(message.webhook()))
        .append(", ")
        .append(message.at())
        .append(message.edited().map(at -> ", edited " + at).orElse(""))
        .append(message.mayPing() ? ", may ping people" : "")
        .append("</p>");
    paragraph(html, message.content());
    message.embeds().forEach(embed -> embed(html, embed));
    html.append("</article>");
  }

  private static void embed(StringBuilder html, JsonNode embed) {
    html.append("<section class=\"c").append(color(embed)).append("\"><strong class=\"text\">");
    html.append(Html.escape(embed.path("title").asText(""))).append("</strong>");
    paragraph(html, embed.path("description").asText(""));
    html.append("<dl>");
    for (JsonNode field : embed.path("fields")) {
      html.append("<div><dt>")
          .append(Html.escape(field.path("name").asText("")))
          .append("</dt><dd>")
          .append(Html.escape(field.path("value").asText("")))
          .append("</dd></div>");
    }
    html.append("</dl><p class=\"soft text\">")
        .append(Html.escape(embed.path("footer").path("text").asText("")))
        .append(" ")
        .append(Html.escape(embed.path("timestamp").asText("")))
        .append("</p></section>");
  }

  private static void paragraph(StringBuilder html, String text) {
    if (!text.isEmpty()) {
      html.append("<p class=\"text\">").append(Html.escape(text)).append("</p>");
    }
  }

  /** A rule for each colour there is, since the page's policy allows no styles in its elements. */
  private static String colors(List<DiscordMessage> messages) {
    TreeSet<String> used = new TreeSet<>();
    messages.forEach(message -> message.embeds().forEach(embed -> used.add(color(embed))));
    StringBuilder style = new StringBuilder();
    used.forEach(
        color ->
            style
                .append(".c")
                .append(color)
                .append("{border-left-color:#")
                .append(color)
                .append("}\n"));
    return style.toString();
  }

  private static String color(JsonNode embed) {
    return String.format("%06x", embed.path("color").asInt(0) & 0xFFFFFF);
  }
}
