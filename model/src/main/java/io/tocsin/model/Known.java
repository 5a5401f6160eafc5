package io.tocsin.model;

import io.tocsin.analysis.Obligation;
import io.tocsin.analysis.Rule;
import io.tocsin.analysis.Rulebook;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model may name, and nothing beside it.
 *
 * @param obligations by their names, in the order of the rules
 * @param patterns the ids of the rules
 */
record Known(Map<String, Obligation> obligations, Set<String> patterns) {
  static Known of(Rulebook rules) {
    Map<String, Obligation> obligations = new LinkedHashMap<>();
    rules.rules().stream()
        .flatMap(rule -> rule.obligations().stream())
        .forEach(one -> obligations.putIfAbsent(one.name(), one));
    return new Known(
        Collections.unmodifiableMap(obligations),
        rules.rules().stream().map(Rule::id).collect(Collectors.toUnmodifiableSet()));
  }
}
