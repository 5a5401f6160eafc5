package io.tocsin.analysis;

import java.util.List;
import java.util.stream.Stream;

/** Finds what recurs by the ids of rules. */
record LearningByRules(Rulebook rules) implements Agent<Learning> {
  @Override
  public Question question() {
    return Question.LEARNING;
  }

  @Override
  public Maker maker() {
    return rules.maker();
  }

  @Override
  public Learning look(Circumstances circumstances) {
    return Recall.of(circumstances, patterns(circumstances));
  }

  /** The likeliest causes first, then the other rules that fit. */
  private List<String> patterns(Circumstances circumstances) {
    List<Rule.Match> matches = rules.matches(circumstances);
    Stream<String> causes =
        rules.suspects(matches, circumstances).stream().map(suspect -> suspect.rule().id());
    Stream<String> all = matches.stream().map(match -> match.rule().id());
    return Stream.concat(causes, all).toList();
  }
}
