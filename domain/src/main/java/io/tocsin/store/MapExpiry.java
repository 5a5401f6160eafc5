package io.tocsin.store;

import io.tocsin.alert.EventId;
import io.tocsin.keeping.Archive;
import io.tocsin.keeping.Piece;
import io.tocsin.store.Ends.End;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes what has expired out of the maps, a few things at a time: files them in the archive first,
 * so that whoever dies in between files them again, under the same name.
 */
public final class MapExpiry {
  /** An alert of which a delivery still waits is looked at again then. */
  private static final Duration LATER = Duration.ofDays(1);

  private final Maps maps;
  private final Ends ends;
  private final HistoryMaps history;
  private final MapOutbox outbox;
  private final MapMeetings meetings;
  private final MapExchanges exchanges;
  private final MapLessons lessons;
  private final Archive archive;

  /** What is over, and what there is of it. */
  private record Over(List<End> ends, List<Piece> pieces) {}

  public MapExpiry(Maps maps, Keeping keeping, Archive archive) {
    this.maps = maps;
    this.ends = new Ends(maps, Optional.of(keeping));
    this.history = HistoryMaps.in(maps, ends);
    this.outbox = new MapOutbox(maps, keeping);
    this.meetings = new MapMeetings(maps, keeping);
    this.exchanges = new MapExchanges(maps, keeping);
    this.lessons = new MapLessons(maps, keeping);
    this.archive = archive;
  }

  /**
   * Takes out what has been over for longest.
   *
   * @param limit how many things at most, deliveries not counted
   * @return how many it looked at; less than the limit: no more are over
   */
  public int step(int limit) {
    Over over = maps.atomically(() -> look(limit));
    if (over.ends().isEmpty()) {
      return 0;
    }
    if (!over.pieces().isEmpty()) {
      archive.file(name(over.ends().get(0)), over.pieces());
    }
    maps.atomically(
        () -> {
          over.ends().forEach(this::remove);
          return true;
        });
    return over.ends().size();
  }

  /**
   * Whoever comes after somebody who died begins with the same, and may have more that follows: it
   * takes the place of what was filed.
   */
  private static String name(End first) {
    return first.at().getEpochSecond()
        + "-"
        + EventId.digest(first.shelf().name(), first.key(), first.at().toString());
  }

  private Over look(int limit) {
    List<End> over = ends.over(limit);
    return new Over(over, over.stream().filter(this::ended).flatMap(this::pieces).toList());
  }

  /** Whether it may go: not an alert of which a delivery waits. */
  private boolean ended(End end) {
    return end.shelf() != Shelf.ALERT || !history.waits(end.key());
  }

  private Stream<Piece> pieces(End end) {
    return switch (end.shelf()) {
      case ALERT -> history.pieces(end.key());
      case MEETING ->
          meetings.raw(end.key()).map(Piece.OfMeeting::new).stream().map(Piece.class::cast);
      case EXCHANGE ->
          exchanges.raw(end.key()).map(Piece.OfExchange::new).stream().map(Piece.class::cast);
      case LESSON, ANALYSIS -> lessons.pieces(end);
      case REFUSAL ->
          history.refusals().get(end.key()).map(Piece.OfRefusal::new).stream()
              .map(Piece.class::cast);
      // It holds no more than its alerts do.
      case INCIDENT -> Stream.empty();
    };
  }

  /** What was written again meanwhile is kept. */
  private void remove(End end) {
    if (!ends.get(end.shelf(), end.key()).equals(Optional.of(end))) {
      return;
    }
    if (!ended(end)) {
      ends.renew(end.shelf(), end.key(), LATER);
      return;
    }
    switch (end.shelf()) {
      case ALERT -> history.remove(end.key());
      case INCIDENT -> outbox.removeIncident(end.key());
      case MEETING -> meetings.remove(end.key());
      case EXCHANGE -> exchanges.remove(end.key());
      case LESSON -> lessons.removeLesson(end.key());
      case ANALYSIS -> lessons.removeAnalysis(end.key());
      case REFUSAL -> history.removeRefusal(end.key());
    }
  }
}
