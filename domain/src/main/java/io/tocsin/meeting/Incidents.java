package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Status;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import java.time.Instant;
import java.util.Optional;

/** What the history has of incidents: of the latest {@link Page#LONGEST} alerts of a service. */
record Incidents(History history) {

  /** The latest news of the incident, where they came after that time and say that it is over. */
  Optional<Alert> end(String incident, String service, Instant after) {
    return history.ofService(service, Page.LONGEST).stream()
        .filter(alert -> alert.receivedAt().isAfter(after))
        .filter(alert -> Meeting.incident(alert).equals(incident))
        .findFirst()
        .filter(latest -> latest.status() == Status.RESOLVED);
  }
}
