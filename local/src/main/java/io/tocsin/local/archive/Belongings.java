package io.tocsin.local.archive;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.keeping.Piece;
import io.tocsin.meeting.Meeting;
import io.tocsin.wire.ArchiveFile;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What in the archive is an owner's: its alerts, and what is about them. */
final class Belongings {
  /** Meetings of one incident; there is a later one only when it begins anew after they met. */
  private static final int MOST_OCCASIONS = 100;

  private final String owner;
  private final Set<String> alerts;
  private final Set<String> meetings;
  private final Set<String> lessons = new HashSet<>();

  Belongings(String owner, Set<String> alerts, Set<String> meetings) {
    this.owner = owner;
    this.alerts = new HashSet<>(alerts);
    this.meetings = new HashSet<>(meetings);
    alerts.forEach(this::learnOf);
    meetings.forEach(this::learnOfMeeting);
  }

  /** Takes note of the owner's alerts in a file. */
  void learn(ArchiveFile file) {
    for (Piece piece : file.pieces()) {
      if (piece instanceof Piece.OfAlert one && isOwn(one.alert())) {
        alerts.add(one.alert().id());
        learnOf(one.alert().id());
        for (int occasion = 1; occasion <= MOST_OCCASIONS; occasion++) {
          learnOfMeeting(Meeting.id(Meeting.incident(one.alert()), occasion));
        }
      }
    }
  }

  private void learnOf(String alertId) {
    lessons.add(EventId.digest("analysis " + alertId));
  }

  private void learnOfMeeting(String meetingId) {
    meetings.add(meetingId);
    lessons.add(EventId.digest("meeting " + meetingId));
  }

  boolean have(Piece piece) {
    if (piece instanceof Piece.OfAlert one) {
      return isOwn(one.alert());
    }
    if (piece instanceof Piece.OfDelivery one) {
      return alerts.contains(one.delivery().alertId());
    }
    if (piece instanceof Piece.OfAnalysis one) {
      return alerts.contains(one.alertId());
    }
    if (piece instanceof Piece.OfMeeting one) {
      return meetings.contains(one.meeting().id());
    }
    if (piece instanceof Piece.OfExchange one) {
      return meetings.contains(one.exchange().meetingId());
    }
    return piece instanceof Piece.OfLesson one && lessons.contains(one.id());
  }

  private boolean isOwn(Alert alert) {
    return alert.owner().equals(Optional.of(owner));
  }
}
