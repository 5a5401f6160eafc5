package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.keeping.Piece;
import io.tocsin.keeping.Piece.Drawer;
import io.tocsin.local.MendableException;
import io.tocsin.local.archive.FileArchive;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.PieceJson;
import io.tocsin.wire.Wire;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Reads what there is of a time: page by page over HTTP, and file by file from an archive. */
final class Export {
  private static final List<Drawer> DRAWERS =
      List.of(Drawer.ALERTS, Drawer.DELIVERIES, Drawer.MEETINGS);

  private final Access access;
  private final Clock clock;
  private final Path archive;
  private final Instant from;
  private final Instant to;

  /** How many lines were written. */
  record Counts(int alerts, int meetings, int archived) {
    @Override
    public String toString() {
      return alerts
          + " alerts and "
          + meetings
          + " meetings of the history, and "
          + archived
          + " lines of the archive";
    }
  }

  Export(Access access, Clock clock, Path archive, Instant from, Instant to) {
    this.access = access;
    this.clock = clock;
    this.archive = archive;
    this.from = from;
    this.to = to;
  }

  /**
   * Writes all lines.
   *
   * @throws MendableException when something cannot be read; what was written is not all then
   */
  Counts write(Consumer<String> lines) {
    int alerts = pages("alerts", "received_at", lines);
    int meetings = pages("meetings", "created_at", lines);
    return new Counts(alerts, meetings, archived(lines));
  }

  private int pages(String kind, String at, Consumer<String> lines) {
    int count = 0;
    String cursor = "";
    do {
      JsonNode page = page(kind, cursor);
      for (JsonNode one : page.path(kind)) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("kind", kind);
        line.set("id", one.path("id"));
        line.set("at", one.path(at));
        line.set("shown", one);
        lines.accept(Wire.write(line));
        count++;
      }
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty());
    return count;
  }

  private JsonNode page(String kind, String cursor) {
    String path =
        "/api/v1/"
            + kind
            + "?limit=100&from="
            + from
            + "&to="
            + to
            + (cursor.isEmpty()
                ? ""
                : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
    HttpResponse<String> response = access.get(path, clock);
    if (response.statusCode() != 200) {
      throw new MendableException(
          "Refused (" + response.statusCode() + "): " + response.body() + " Nothing is exported.");
    }
    try {
      return Wire.parse(response.body());
    } catch (InvalidJsonException e) {
      throw new MendableException("What answered is no Tocsin: its answer is no JSON.", e);
    }
  }

  private int archived(Consumer<String> lines) {
    int count = 0;
    for (Drawer drawer : DRAWERS) {
      Iterator<Piece> pieces =
          new FileArchive(archive)
              .files(drawer, from, to)
              .flatMap(file -> file.pieces().stream())
              .filter(piece -> !piece.at().isBefore(from) && piece.at().isBefore(to))
              .iterator();
      while (pieces.hasNext()) {
        lines.accept(PieceJson.write(pieces.next()));
        count++;
      }
    }
    return count;
  }
}
