package io.tocsin.ingest;

import io.tocsin.alert.Alert;
import io.tocsin.history.History;
import io.tocsin.meeting.Meeting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose meetings are whose: who sees the latest alert of one sees the meeting. */
record OwnMeetings(History history) {

  /** Those that may be seen, at most 100 of them. */
  List<Meeting> seen(Reader reader, List<Meeting> meetings) {
    if (reader.seesAll()) {
      return meetings;
    }
    Map<String, Alert> latest =
        history.alerts(
            meetings.stream().flatMap(meeting -> latest(meeting).stream()).distinct().toList());
    return meetings.stream()
        .filter(meeting -> latest(meeting).map(latest::get).filter(reader::sees).isPresent())
        .toList();
  }

  private static Optional<String> latest(Meeting meeting) {
    return meeting.news().alerts().stream().findFirst();
  }
}
