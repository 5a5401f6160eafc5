package io.tocsin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Piece;
import io.tocsin.keeping.Piece.Drawer;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Meeting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A line of the archive: {@code {"kind":"alerts","id":"…","at":"…",…,"record":"{…}"}}. What is
 * asked for most stands beside the record, which is whole, as text of JSON, just as stores have it:
 * docs/archive.md.
 */
public final class PieceJson {
  private static final String KIND = "kind";
  private static final String RECORD = "record";
  private static final String PLANNED = "planned";
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String ALERT = "alert";

  private PieceJson() {}

  /** Writes a piece as one line, without its end. */
  public static String write(Piece piece) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put(KIND, piece.drawer().word());
    // A switch over the sealed interface's types is not in this Java.
    if (piece instanceof Piece.OfAlert one) {
      alert(line, one);
    } else if (piece instanceof Piece.OfDelivery one) {
      delivery(line, one.delivery());
    } else if (piece instanceof Piece.OfMeeting one) {
      meeting(line, one.meeting());
    } else if (piece instanceof Piece.OfExchange one) {
      line.put("meeting", one.exchange().meetingId()).put("with", one.exchange().with());
      record(line, piece, Wire.write(one.exchange()));
    } else if (piece instanceof Piece.OfLesson one) {
      line.put("id", one.id()).put("service", one.lesson().service());
      record(line, piece, Wire.write(one.lesson()));
    } else if (piece instanceof Piece.OfAnalysis one) {
      line.put(ALERT, one.alertId());
      record(line, piece, Wire.write(one.analysis()));
    } else if (piece instanceof Piece.OfRefusal one) {
      line.put("id", one.refusal().messageId());
      record(line, piece, Wire.write(one.refusal()));
    } else if (piece instanceof Piece.OfUnreadable one) {
      record(line, piece, Wire.write(new TreeMap<>(one.item())));
    }
    return portable(Wire.write(line));
  }

  private static void alert(ObjectNode line, Piece.OfAlert piece) {
    Alert alert = piece.alert();
    line.put("id", alert.id())
        .put("service", alert.service())
        .put("severity", alert.severity().name().toLowerCase(Locale.ROOT));
    alert.owner().ifPresent(owner -> line.put("owner", owner));
    line.set(PLANNED, tree(Wire.write(piece.planned())));
    piece.acknowledged().ifPresent(by -> line.set(ACKNOWLEDGED, tree(Wire.write(by))));
    record(line, piece, AlertJson.write(alert));
  }

  private static void delivery(ObjectNode line, Delivery delivery) {
    line.put("id", delivery.id())
        .put(ALERT, delivery.alertId())
        .put("target", delivery.target())
        .put("channel", delivery.channel())
        .put("state", delivery.state().name().toLowerCase(Locale.ROOT));
    record(line, new Piece.OfDelivery(delivery), Wire.write(delivery));
  }

  private static void meeting(ObjectNode line, Meeting meeting) {
    line.put("id", meeting.id())
        .put("incident", meeting.incident())
        .put("service", meeting.about().service())
        .put("state", meeting.state().name().toLowerCase(Locale.ROOT));
    record(line, new Piece.OfMeeting(meeting), Wire.write(meeting));
  }

  private static void record(ObjectNode line, Piece piece, String json) {
    line.put("at", piece.at().toString());
    line.put(RECORD, json);
  }

  /** Halves of surrogate pairs, which are in no UTF-8, as JSON writes them. */
  private static String portable(String json) {
    StringBuilder text = new StringBuilder();
    json.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                text.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                text.appendCodePoint(point);
              }
            });
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InvalidJsonException when it is no such line
   */
  public static Piece read(String text) throws InvalidJsonException {
    JsonNode line = Wire.parse(text);
    String kind = line.path(KIND).asText();
    Drawer drawer =
        Arrays.stream(Drawer.values())
            .filter(each -> each.word().equals(kind) && line.path(RECORD).isTextual())
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidJsonException(
                        List.of(
                            new InvalidJsonException.Mistake("", "is no line of the archive"))));
    String json = line.path(RECORD).asText();
    return switch (drawer) {
      case ALERTS ->
          new Piece.OfAlert(
              AlertJson.read(json, "", Instant.EPOCH), planned(line), acknowledged(line));
      case DELIVERIES -> new Piece.OfDelivery(Wire.read(json, Delivery.class));
      case MEETINGS -> new Piece.OfMeeting(Wire.read(json, Meeting.class));
      case EXCHANGES -> new Piece.OfExchange(Wire.read(json, Exchange.class));
      case LESSONS ->
          new Piece.OfLesson(line.path("id").asText(), Wire.read(json, LearningRecord.class));
      case ANALYSES ->
          new Piece.OfAnalysis(
              line.path(ALERT).asText(),
              Wire.read(json, Analysis.class),
              Instant.parse(line.path("at").asText()));
      case REFUSALS -> new Piece.OfRefusal(Wire.read(json, Refusal.class));
      case UNREADABLE ->
          new Piece.OfUnreadable(item(json), Instant.parse(line.path("at").asText()));
    };
  }

  private static List<Planned> planned(JsonNode line) {
    List<Planned> planned = new ArrayList<>();
    line.path(PLANNED).forEach(one -> planned.add(Wire.read(Wire.write(one), Planned.class)));
    return planned;
  }

  private static Optional<Acknowledgement> acknowledged(JsonNode line) {
    return Optional.of(line.path(ACKNOWLEDGED))
        .filter(JsonNode::isObject)
        .map(by -> Wire.read(Wire.write(by), Acknowledgement.class));
  }

  private static Map<String, String> item(String json) throws InvalidJsonException {
    Map<String, String> item = new HashMap<>();
    Wire.parse(json)
        .properties()
        .forEach(each -> item.put(each.getKey(), each.getValue().asText()));
    return item;
  }

  private static JsonNode tree(String json) {
    try {
      return Wire.parse(json);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("what was just written cannot be read", e);
    }
  }
}
