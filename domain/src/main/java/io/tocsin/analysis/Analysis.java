package io.tocsin.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the four agents found; an agent that failed is named, and the others count. */
public record Analysis(
    Part<RootCause> rootCause,
    Part<Compliance> compliance,
    Part<MeetingContext> meetingContext,
    Part<Learning> learning) {

  /**
   * What one agent gave.
   *
   * @param finding absent exactly when there is a failure
   * @param failure what kind of failure it was, without its message, which may hold anything
   */
  public record Part<F extends Finding>(
      Question question, Maker maker, Optional<F> finding, Optional<String> failure) {
    public Part {
      if (finding.isPresent() == failure.isPresent()) {
        throw new IllegalArgumentException("an agent finds something or fails");
      }
    }
  }

  public List<Part<? extends Finding>> parts() {
    return List.of(rootCause, compliance, meetingContext, learning);
  }

  /** Those whose agent failed. */
  public Stream<Part<? extends Finding>> failed() {
    return parts().stream().filter(part -> part.failure().isPresent());
  }
}
