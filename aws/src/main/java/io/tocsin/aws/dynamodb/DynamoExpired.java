package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.JSON;

import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Expired;
import io.tocsin.keeping.Piece;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Meeting;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what expired of the history table (see {@link HistoryItems} and {@link MeetingItems}). */
public final class DynamoExpired implements Expired {
  /**
   * What the partitions begin with, up to the first {@code #}, that lead to others or count them.
   */
  private static final Set<String> LEADING =
      Set.of("days", "incident", "booking", "meetings", "meetings-due", "report", "counted");

  @Override
  public Optional<Piece> piece(Map<String, String> item) {
    try {
      return read(item);
    } catch (InvalidJsonException | RuntimeException e) {
      return Optional.of(new Piece.OfUnreadable(item, end(item)));
    }
  }

  private static Optional<Piece> read(Map<String, String> item) throws InvalidJsonException {
    String[] partition = item.getOrDefault(PK, "").split("#", 2);
    String sort = item.getOrDefault(SK, "");
    // That an alert was deleted is no piece of the history.
    boolean deleted = partition[0].equals("alert") && !item.containsKey(JSON);
    if (LEADING.contains(partition[0]) || deleted) {
      return Optional.empty();
    }
    String json = item.getOrDefault(JSON, "");
    return Optional.of(
        switch (partition[0]) {
          case "alert" ->
              sort.equals(HistoryItems.ALERT)
                  ? new Piece.OfAlert(
                      AlertJson.read(json, "", Instant.EPOCH),
                      HistoryItems.planned(item.getOrDefault(HistoryItems.PLANNED, "")),
                      Optional.ofNullable(item.get(HistoryItems.ACKNOWLEDGED))
                          .map(by -> Wire.read(by, Acknowledgement.class)))
                  : new Piece.OfDelivery(Wire.read(json, Delivery.class));
          case "meeting" ->
              sort.equals(MeetingItems.MEETING)
                  ? new Piece.OfMeeting(Wire.read(json, Meeting.class))
                  : new Piece.OfExchange(Wire.read(json, Exchange.class));
          case "lesson" -> new Piece.OfLesson(partition[1], Wire.read(json, LearningRecord.class));
          case "analysis" ->
              new Piece.OfAnalysis(partition[1], Wire.read(json, Analysis.class), end(item));
          case HistoryItems.REFUSALS -> new Piece.OfRefusal(Wire.read(json, Refusal.class));
          default -> new Piece.OfUnreadable(item, end(item));
        });
  }

  private static Instant end(Map<String, String> item) {
    String end = item.getOrDefault(TTL, "");
    return end.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(end)) : Instant.EPOCH;
  }
}
