package io.tocsin.local.standins;

import io.tocsin.local.http.Html;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Slotify stand-in's meetings, newest first, with buttons for what people do with them. */
final class SlotifyPage {
  private static final int MOST_SHOWN = 100;
  private static final int REFRESH_SECONDS = 5;
  private static final String STYLE = "form{display:inline}button{font:inherit;margin-right:.4rem}";

  private SlotifyPage() {}

  static Html.Page of(SlotifyStandIn slotify) {
    List<SlotifyEvent> all = slotify.meetings();
    List<SlotifyEvent> shown = all.subList(Math.max(0, all.size() - MOST_SHOWN), all.size());
    StringBuilder html = new StringBuilder(4096);
    html.append("<h1>Slotify stand-in</h1><p class=\"soft\">What would be in Slotify. ")
        .append("Tocsin is told what you do with a meeting here.</p>")
        .append(CallsTable.of(slotify.calls()));
    if (shown.isEmpty()) {
      html.append("<p>There is no meeting yet.</p>");
    }
    for (int i = shown.size() - 1; i >= 0; i--) {
      meeting(html, shown.get(i), slotify.formToken().reveal());
    }
    return new Html.Page("Slotify stand-in", STYLE, html.toString(), Optional.of(REFRESH_SECONDS));
  }

  private static void meeting(StringBuilder html, SlotifyEvent event, String token) {
    html.append("<article id=\"")
        .append(Html.escape(event.id()))
        .append("\"><h2>")
        .append(Html.escape(event.title()))
        .append("</h2><p class=\"soft\">meeting ")
        .append(event.number())
        .append(", ")
        .append(event.status().name().toLowerCase(Locale.ROOT))
        .append(", for alert ")
        .append(Html.escape(event.reference()))
        .append("</p><p>")
        .append(event.time())
        .append(", ")
        .append(event.minutes())
        .append(" minutes</p><p>With ")
        .append(
            Html.escape(
                event.attendees().isEmpty() ? "nobody" : String.join(", ", event.attendees())))
        .append("</p><section class=\"text\">")
        .append(Html.escape(event.description()))
        .append("</section>");
    if (!event.told().isEmpty()) {
      html.append("<p class=\"soft\">").append(Html.escape(event.told())).append("</p>");
    }
    if (event.open()) {
      button(html, event, token, "complete", "It took place");
      button(html, event, token, "cancel", "Cancel it");
      button(html, event, token, "put-off", "An hour later");
    }
    html.append("</article>");
  }

  private static void button(
      StringBuilder html, SlotifyEvent event, String token, String what, String words) {
    html.append("<form method=\"post\" action=\"" + SlotifyStandIn.PAGE + "\">");
    hidden(html, "token", token);
    hidden(html, "meeting", event.id());
    hidden(html, "do", what);
    html.append("<button>").append(words).append("</button></form>");
  }

  private static void hidden(StringBuilder html, String name, String value) {
    html.append("<input type=\"hidden\" name=\"")
        .append(name)
        .append("\" value=\"")
        .append(Html.escape(value))
        .append("\">");
  }
}
