package io.tocsin.local.cli;

import static io.tocsin.local.cli.Columns.cut;
import static io.tocsin.local.cli.Columns.text;
import static io.tocsin.local.cli.Columns.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.MendableException;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** {@code tocsin history}. */
final class HistoryTable {
  private final Surroundings surroundings;

  HistoryTable(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int run(int last, Access access) {
    if (last < 1 || last > 100) {
      surroundings.err().println("--last must be a number from 1 to 100.");
      return 2;
    }
    HttpResponse<String> response =
        access.send(access.request("/alerts/recent?limit=" + last).GET().build());
    if (response.statusCode() != 200) {
      surroundings.err().println("Refused (" + response.statusCode() + "): " + response.body());
      return 1;
    }
    print(parse(response.body()));
    return 0;
  }

  static JsonNode parse(String body) {
    try {
      return Wire.parse(body);
    } catch (InvalidJsonException e) {
      throw new MendableException("The answer is not Tocsin's. Check the URL given with --url.", e);
    }
  }

  private void print(JsonNode json) {
    List<String[]> rows = new ArrayList<>();
    for (JsonNode alert : json.path("alerts")) {
      rows(alert, rows);
    }
    if (rows.isEmpty()) {
      surroundings.out().println("No alerts yet. Send one with ./tocsin send.");
    } else {
      rows.add(0, new String[] {"RECEIVED", "SEVERITY", "SERVICE", "TITLE", "WENT TO", "HOW"});
      Columns.print(rows, surroundings.out());
    }
    for (JsonNode refused : json.path("refused")) {
      surroundings
          .out()
          .println(
              "unreadable message " + text(refused, "message_id") + ": " + text(refused, "reason"));
    }
  }

  /** One row for each place an alert went to. */
  private static void rows(JsonNode alert, List<String[]> rows) {
    String title = cut(text(alert, "title"));
    String at = time(text(alert, "received_at"));
    if (alert.path("deliveries").isEmpty()) {
      rows.add(
          new String[] {
            at,
            text(alert, "severity"),
            cut(text(alert, "service")),
            title,
            "-",
            "no route picked a target"
          });
    }
    boolean first = true;
    for (JsonNode delivery : alert.path("deliveries")) {
      rows.add(
          new String[] {
            first ? at : "",
            first ? text(alert, "severity") : "",
            first ? cut(text(alert, "service")) : "",
            first ? title : "",
            text(delivery, "target"),
            how(delivery)
          });
      first = false;
    }
  }

  private static String how(JsonNode delivery) {
    String state = text(delivery, "state");
    int requests = delivery.path("requests").asInt();
    JsonNode attempts = delivery.path("attempts");
    String note = text(delivery, "note");
    String last =
        attempts.isEmpty() || state.equals("delivered")
            ? note.isEmpty() ? "" : ", " + note
            : ", last: " + text(attempts.get(attempts.size() - 1), "reason");
    return state + (requests > 1 ? " after " + requests + " requests" : "") + last;
  }
}
