package io.tocsin.analysis;

import io.tocsin.analysis.MeetingContext.Invitee;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to think of alerts that show certain things.
 *
 * @param id by which it is known, also in learning records
 * @param match what must all show
 * @param hints what makes the cause more probable, each a little
 * @param suspicion what it probably is; absent when the rule is about something else
 */
public record Rule(
    String id,
    List<Clue> match,
    List<Clue> hints,
    Optional<Suspicion> suspicion,
    List<Obligation> obligations,
    List<Invitee> invitees,
    List<String> points) {

  /**
   * What it probably is.
   *
   * @param confidence 0 to 1, when nothing but the match speaks for it
   */
  public record Suspicion(String cause, double confidence, List<String> checks) {
    public Suspicion {
      checks = Bounds.sentences(RootCause.MOST_CHECKS, checks, "checks");
    }
  }

  public Rule {
    match = List.copyOf(match);
    hints = List.copyOf(hints);
    obligations = List.copyOf(obligations);
    invitees = Bounds.atMost(MeetingContext.MOST_INVITEES, invitees, "invitees");
    points = Bounds.sentences(MeetingContext.MOST_POINTS, points, "discussion points");
    if (match.isEmpty()) {
      throw new IllegalArgumentException("a rule must not match everything");
    }
  }

  /** Whether all that must show does. */
  public boolean fits(Circumstances circumstances) {
    return holdAgainst(circumstances).isPresent();
  }

  /** How it fits; absent when it does not. */
  Optional<Match> holdAgainst(Circumstances circumstances) {
    List<String> evidence = new ArrayList<>();
    for (Clue clue : match) {
      Optional<String> shown = clue.shownBy(circumstances);
      if (shown.isEmpty()) {
        return Optional.empty();
      }
      evidence.add(shown.get());
    }
    hints.forEach(clue -> clue.shownBy(circumstances).ifPresent(evidence::add));
    int hinted = evidence.size() - match.size();
    return Optional.of(new Match(this, evidence.stream().distinct().toList(), hinted));
  }

  /**
   * A rule that fits.
   *
   * @param hints how many of the rule's hints show
   */
  record Match(Rule rule, List<String> evidence, int hints) {}
}
