package io.tocsin.local.standins;

import io.tocsin.local.http.Html;
import java.util.Map;

/** What each webhook has seen, as a table. */
final class CountsTable {
  private CountsTable() {}

  static String of(Map<String, Counts> byWebhook, String parts) {
    StringBuilder html = new StringBuilder(512);
    html.append("<table><tr><th>Webhook</th>");
    for (String head : new String[] {"Messages", parts, "Edits", "Requests", "429", "Refused"}) {
      html.append("<th class=\"n\">").append(head).append("</th>");
    }
    html.append("</tr>");
    byWebhook.forEach((name, counts) -> row(html, name, counts));
    return html.append("</table>").toString();
  }

  private static void row(StringBuilder html, String name, Counts counts) {
    html.append("<tr><td>").append(Html.escape(name)).append("</td>");
    int[] cells = {
      counts.messages(),
      counts.embeds(),
      counts.edits(),
      counts.requests(),
      counts.throttled(),
      counts.refused()
    };
    for (int cell : cells) {
      html.append("<td class=\"n\">").append(cell).append("</td>");
    }
    html.append("</tr>");
  }
}
