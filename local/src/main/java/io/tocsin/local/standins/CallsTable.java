package io.tocsin.local.standins;

import io.tocsin.local.http.Html;
import java.util.Map;

/** How often a service was called, and what it answered, as a table. */
final class CallsTable {
  private CallsTable() {}

  static String of(Map<String, Integer> calls) {
    if (calls.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder(256);
    html.append("<table><tr><th>Call and answer</th><th class=\"n\">Times</th></tr>");
    calls.forEach(
        (call, times) ->
            html.append("<tr><td>")
                .append(Html.escape(call))
                .append("</td><td class=\"n\">")
                .append(times)
                .append("</td></tr>"));
    return html.append("</table>").toString();
  }
}
