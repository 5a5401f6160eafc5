package io.tocsin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.analysis.Agent;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Learning;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Recall;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads which patterns of earlier records show again. What those records say of them is counted,
 * and what is kept of this alert is written, as for the rules.
 */
record LessonsReader(Agent<Learning> rules, Known known) implements ByModel.Reader<Learning> {

  @Override
  public Learning read(JsonNode answer, Circumstances circumstances) throws InvalidJsonException {
    List<String> seen = seen(circumstances, known);
    Fields fields = Fields.of(answer);
    List<String> named = Sentences.list(fields, "recurring", LearningRecord.MOST_PATTERNS);
    if (!seen.containsAll(named)) {
      fields.mistake("recurring", "must be patterns that earlier records have");
    }
    fields.check();
    List<String> byRules = rules.look(circumstances).keep().patterns();
    return Recall.of(circumstances, Stream.concat(byRules.stream(), named.stream()).toList());
  }

  /** The patterns of earlier records by which the rules still know something. */
  static List<String> seen(Circumstances circumstances, Known known) {
    return circumstances.lessons().stream()
        .flatMap(lesson -> lesson.patterns().stream())
        .filter(known.patterns()::contains)
        .distinct()
        .toList();
  }
}
