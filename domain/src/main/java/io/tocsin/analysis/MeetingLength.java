package io.tocsin.analysis;

import io.tocsin.analysis.Circumstances.PastMeeting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How long a meeting takes. */
final class MeetingLength {
  private static final long STEP = 15;

  private MeetingLength() {}

  /**
   * What the middle one of earlier meetings about the service took, up to the next quarter of an
   * hour; absent when none has a length.
   */
  static Optional<Duration> usual(Circumstances circumstances) {
    List<Duration> known = known(circumstances).sorted().toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(quarters(known.get(known.size() / 2)));
  }

  /** Meetings themselves say it best; records are asked when there are none. */
  private static Stream<Duration> known(Circumstances circumstances) {
    List<Duration> held =
        circumstances.meetings().stream()
            .map(PastMeeting::length)
            .flatMap(Optional::stream)
            .toList();
    return held.isEmpty()
        ? circumstances.lessons().stream().map(LearningRecord::length).flatMap(Optional::stream)
        : held.stream();
  }

  private static Duration quarters(Duration length) {
    long minutes = (length.toMinutes() + STEP - 1) / STEP * STEP;
    return Duration.ofMinutes(
        Math.max(
            MeetingContext.SHORTEST.toMinutes(),
            Math.min(MeetingContext.LONGEST.toMinutes(), minutes)));
  }
}
