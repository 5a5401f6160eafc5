package io.tocsin.local.standins;

import io.tocsin.local.http.Html;
import java.util.List;
import java.util.Optional;

/** The Slack stand-in's messages, newest first. */
final class SlackPage {
  private static final int MOST_SHOWN = 100;
  private static final int REFRESH_SECONDS = 3;

  private SlackPage() {}

  static Html.Page of(SlackStandIn slack) {
    List<SlackMessage> all = slack.messages();
    List<SlackMessage> shown = all.subList(Math.max(0, all.size() - MOST_SHOWN), all.size());
    StringBuilder html = new StringBuilder(4096);
    html.append("<h1>Slack stand-in</h1><p class=\"soft\">What would be in Slack. ")
        .append("It enforces Slack's pace and the limits of messages.</p>")
        .append(CountsTable.of(slack.countsByWebhook(), "Blocks"));
    if (shown.isEmpty()) {
      html.append("<p>Nothing has arrived yet.</p>");
    }
    for (int i = shown.size() - 1; i >= 0; i--) {
      message(html, shown.get(i));
    }
    return new Html.Page("Slack stand-in", "", html.toString(), Optional.of(REFRESH_SECONDS));
  }

  private static void message(StringBuilder html, SlackMessage message) {
    html.append("<article><p class=\"soft\">message ")
        .append(message.number())
        .append(" by webhook ")
        .append(Html.escape(message.webhook()))
        .append(", ")
        .append(message.at())
        .append("</p><p class=\"text\">")
        .append(Html.escape(message.text()))
        .append("</p>");
    for (String text : message.texts()) {
      html.append("<section class=\"text\">").append(Html.escape(text)).append("</section>");
    }
    html.append("</article>");
  }
}
