package io.tocsin.analysis;

import io.tocsin.analysis.Learning.Recurring;
import io.tocsin.analysis.Learning.Remedy;
import io.tocsin.analysis.LearningRecord.Interaction;
import io.tocsin.analysis.LearningRecord.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    List<String> patterns = patterns(circumstances);
    return new Learning(
        Recurrence.of(circumstances).size(),
        recurring(patterns, circumstances.lessons()),
        helped(patterns, circumstances.lessons()),
        MeetingLength.usual(circumstances),
        new LearningRecord(
            Question.LEARNING,
            Interaction.ANALYSIS,
            circumstances.alert().service(),
            circumstances.now(),
            patterns,
            Outcome.OPEN,
            Optional.empty(),
            Optional.empty()));
  }

  /** The likeliest causes first, then the other rules that fit. */
  private List<String> patterns(Circumstances circumstances) {
    List<Rule.Match> matches = rules.matches(circumstances);
    Stream<String> causes =
        rules.suspects(matches, circumstances).stream().map(suspect -> suspect.rule().id());
    Stream<String> all = matches.stream().map(match -> match.rule().id());
    return Stream.concat(causes, all).distinct().limit(LearningRecord.MOST_PATTERNS).toList();
  }

  private static List<Recurring> recurring(List<String> patterns, List<LearningRecord> lessons) {
    return patterns.stream()
        .map(pattern -> new Recurring(pattern, times(pattern, lessons)))
        .filter(one -> one.times() > 0)
        .sorted(Comparator.comparingInt(Recurring::times).reversed())
        .toList();
  }

  private static int times(String pattern, List<LearningRecord> lessons) {
    return (int) lessons.stream().filter(lesson -> lesson.patterns().contains(pattern)).count();
  }

  /** What was said to have helped where a pattern of this alert was, unless it was refuted. */
  private static List<Remedy> helped(List<String> patterns, List<LearningRecord> lessons) {
    return lessons.stream()
        .filter(lesson -> lesson.outcome() != Outcome.REFUTED)
        .filter(lesson -> lesson.patterns().stream().anyMatch(patterns::contains))
        .sorted(Comparator.comparing(LearningRecord::at).reversed())
        .flatMap(lesson -> lesson.helped().stream().map(what -> new Remedy(what, lesson.at())))
        .limit(Learning.MOST)
        .toList();
  }
}
