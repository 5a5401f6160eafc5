package io.tocsin.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the four agents found; where one failed, the one that stood in for it did, or it is named
 * and the others count.
 */
public record Analysis(
    Part<RootCause> rootCause,
    Part<Compliance> compliance,
    Part<MeetingContext> meetingContext,
    Part<Learning> learning) {

  /**
   * What is answered to one question.
   *
   * @param maker what the finding goes by; without one, what the agent goes by that was asked last
   * @param failures of those that were asked before, in their order
   */
  public record Part<F extends Finding>(
      Question question, Maker maker, Optional<F> finding, List<Failure> failures) {
    public Part {
      failures = List.copyOf(failures);
      if (finding.isEmpty() && failures.isEmpty()) {
        throw new IllegalArgumentException("an agent finds something or fails");
      }
    }
  }

  /**
   * An agent that failed.
   *
   * @param maker what it goes by
   * @param kind of failure, without the message of an exception, which may hold anything
   */
  public record Failure(Maker maker, String kind) {
    @Override
    public String toString() {
      return maker + " failed (" + kind + ")";
    }
  }

  public List<Part<? extends Finding>> parts() {
    return List.of(rootCause, compliance, meetingContext, learning);
  }

  /** Those of which an agent failed, whether or not another one stood in for it. */
  public Stream<Part<? extends Finding>> failed() {
    return parts().stream().filter(part -> !part.failures().isEmpty());
  }
}
