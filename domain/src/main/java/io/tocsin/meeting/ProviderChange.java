package io.tocsin.meeting;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a provider says became of a meeting.
 *
 * @param bookingId the provider's own id of the meeting
 * @param attendees addresses; empty: not said
 * @param outcome what came of it, in words, at most 500 characters
 */
public record ProviderChange(
    String provider,
    String bookingId,
    Status status,
    Optional<URI> url,
    Optional<Instant> start,
    Optional<Duration> length,
    List<String> attendees,
    Optional<String> outcome) {

  /** What happened. */
  public enum Status {
    SCHEDULED,
    RESCHEDULED,
    COMPLETED,
    CANCELLED
  }

  public ProviderChange {
    attendees = List.copyOf(attendees);
  }
}
