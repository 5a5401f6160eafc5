package io.tocsin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.analysis.Agent;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Compliance;
import io.tocsin.analysis.Compliance.Duty;
import io.tocsin.analysis.Obligation;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads which obligations an alert may bring. A model adds to those that the rules found, and takes
 * none away, whatever an alert talks it into; it knows no others than the rules do, and no other
 * deadlines.
 */
record DutiesReader(Agent<Compliance> rules, Known known) implements ByModel.Reader<Compliance> {
  private static final int LONGEST_NAME = 100;

  @Override
  public Compliance read(JsonNode answer, Circumstances circumstances) throws InvalidJsonException {
    Map<String, Duty> duties = new LinkedHashMap<>();
    rules.look(circumstances).duties().forEach(duty -> duties.put(duty.obligation().name(), duty));
    for (String name : named(answer)) {
      Optional.ofNullable(known.obligations().get(name))
          .map(one -> new Duty(one, circumstances.since().plus(one.within())))
          .ifPresent(duty -> duties.putIfAbsent(name, duty));
    }
    return Compliance.at(
        circumstances.now(), duties.values().stream().limit(Compliance.MOST).toList());
  }

  /** By the names of {@link Obligation}s. */
  private List<String> named(JsonNode answer) throws InvalidJsonException {
    Fields fields = Fields.of(answer);
    List<String> names = Sentences.list(fields, "obligations", Compliance.MOST);
    for (String name : names) {
      if (name.length() > LONGEST_NAME || !known.obligations().containsKey(name)) {
        fields.mistake("obligations", "must be names of obligations that there are");
      }
    }
    fields.check();
    return names;
  }
}
