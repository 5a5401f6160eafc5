package io.tocsin.meeting;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which meetings are looked for. All that is given must be so; what is empty does not matter.
 *
 * @param states in one of them
 * @param from the earliest time it was wanted
 * @param before the first time that is too late
 */
public record MeetingSearch(
    Optional<String> service,
    Set<Meeting.State> states,
    Optional<Instant> from,
    Optional<Instant> before) {

  /** For all there are. */
  public static final MeetingSearch ALL =
      new MeetingSearch(Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

  public MeetingSearch {
    states = Set.copyOf(states);
  }

  public boolean finds(Meeting meeting) {
    return service.filter(name -> !name.equals(meeting.about().service())).isEmpty()
        && (states.isEmpty() || states.contains(meeting.state()))
        && from.filter(meeting.createdAt()::isBefore).isEmpty()
        && before.filter(end -> !meeting.createdAt().isBefore(end)).isEmpty();
  }
}
