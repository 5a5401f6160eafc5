package io.tocsin.analysis;

import io.tocsin.analysis.LearningRecord.Outcome;
import io.tocsin.analysis.RootCause.Cause;
import io.tocsin.analysis.Rule.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules, and how sure to be of what they say.
 *
 * <p>Each hint that shows closes a fifth of what a rule's confidence lacks to 1, and each time that
 * people confirmed the rule's cause for this service another third; each time that they refuted it
 * takes a third of the confidence away. It never reaches more than {@value #MOST_SURE}.
 *
 * @param version of what is in it
 * @param rules of equally probable causes that of the earlier rule comes first
 */
public record Rulebook(String version, List<Rule> rules) {
  /** The surest that anybody here is of a cause. */
  public static final double MOST_SURE = 0.95;

  private static final double HINT = 0.2;
  private static final double WORD = 1.0 / 3;
  private static final int MOST_EVIDENCE = 8;

  public Rulebook {
    rules = List.copyOf(rules);
  }

  /** What an agent goes by that goes by these. */
  public Maker maker() {
    return new Maker("rules", version);
  }

  /** The rules that fit, in their order. */
  List<Match> matches(Circumstances circumstances) {
    return rules.stream().flatMap(rule -> rule.holdAgainst(circumstances).stream()).toList();
  }

  /** The causes that these matches suggest, the most probable first, with the rule of each. */
  List<Suspect> suspects(List<Match> matches, Circumstances circumstances) {
    return matches.stream()
        .flatMap(match -> suspect(match, circumstances))
        .sorted(Comparator.comparingDouble((Suspect each) -> each.cause().confidence()).reversed())
        .limit(RootCause.MOST)
        .toList();
  }

  /** A cause and the rule that suggests it. */
  record Suspect(Cause cause, Rule rule) {}

  private static Stream<Suspect> suspect(Match match, Circumstances circumstances) {
    return match.rule().suspicion().stream()
        .map(
            suspicion ->
                new Suspect(
                    new Cause(
                        match.rule().id(),
                        suspicion.cause(),
                        confidence(match, suspicion.confidence(), circumstances),
                        evidence(match, circumstances),
                        suspicion.checks()),
                    match.rule()));
  }

  private static double confidence(Match match, double from, Circumstances circumstances) {
    double doubt = 1 - from;
    doubt *= Math.pow(1 - HINT, match.hints());
    doubt *= Math.pow(1 - WORD, said(match.rule(), Outcome.CONFIRMED, circumstances));
    double sure = 1 - doubt;
    sure *= Math.pow(1 - WORD, said(match.rule(), Outcome.REFUTED, circumstances));
    return Math.min(MOST_SURE, sure);
  }

  private static List<String> evidence(Match match, Circumstances circumstances) {
    List<String> evidence = new ArrayList<>(match.evidence());
    int confirmed = said(match.rule(), Outcome.CONFIRMED, circumstances);
    int refuted = said(match.rule(), Outcome.REFUTED, circumstances);
    List<String> before = new ArrayList<>();
    if (confirmed > 0) {
      before.add("it was this " + times(confirmed) + " before");
    }
    if (refuted > 0) {
      before.add("against it: it looked like this " + times(refuted) + " before, and was not");
    }
    int room = Math.min(evidence.size(), MOST_EVIDENCE);
    return Stream.concat(evidence.stream().limit(room), before.stream()).toList();
  }

  private static String times(int number) {
    return number == 1 ? "once" : number + " times";
  }

  private static int said(Rule rule, Outcome outcome, Circumstances circumstances) {
    return (int)
        circumstances.lessons().stream()
            .filter(lesson -> lesson.outcome() == outcome)
            .filter(lesson -> lesson.patterns().contains(rule.id()))
            .count();
  }
}
