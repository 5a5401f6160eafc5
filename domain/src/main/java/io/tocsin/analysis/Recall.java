package io.tocsin.analysis;

import io.tocsin.analysis.Learning.Recurring;
import io.tocsin.analysis.Learning.Remedy;
import io.tocsin.analysis.LearningRecord.Interaction;
import io.tocsin.analysis.LearningRecord.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What earlier records say of an alert's patterns. It counts, and has no opinion. */
public final class Recall {
  private Recall() {}

  /**
   * What is known from before.
   *
   * @param patterns that the alert shows, the likeliest first; of more than {@value
   *     LearningRecord#MOST_PATTERNS} the first count
   */
  public static Learning of(Circumstances circumstances, List<String> patterns) {
    List<String> counted =
        patterns.stream().distinct().limit(LearningRecord.MOST_PATTERNS).toList();
    return new Learning(
        Recurrence.of(circumstances).size(),
        recurring(counted, circumstances.lessons()),
        helped(counted, circumstances.lessons()),
        MeetingLength.usual(circumstances),
        new LearningRecord(
            Question.LEARNING,
            Interaction.ANALYSIS,
            circumstances.alert().service(),
            circumstances.now(),
            counted,
            Outcome.OPEN,
            Optional.empty(),
            Optional.empty()));
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
