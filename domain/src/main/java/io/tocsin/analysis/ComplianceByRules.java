package io.tocsin.analysis;

import io.tocsin.analysis.Compliance.Duty;
import io.tocsin.analysis.Rule.Match;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The obligations of the rules that fit, whether or not their cause is the likeliest. */
record ComplianceByRules(Rulebook rules) implements Agent<Compliance> {
  @Override
  public Question question() {
    return Question.COMPLIANCE;
  }

  @Override
  public Maker maker() {
    return rules.maker();
  }

  @Override
  public Compliance look(Circumstances circumstances) {
    Map<String, Obligation> each = new LinkedHashMap<>();
    for (Match match : rules.matches(circumstances)) {
      match.rule().obligations().forEach(one -> each.putIfAbsent(one.name(), one));
    }
    List<Duty> duties =
        each.values().stream()
            .map(one -> new Duty(one, circumstances.since().plus(one.within())))
            .limit(Compliance.MOST)
            .toList();
    return Compliance.at(circumstances.now(), duties);
  }
}
