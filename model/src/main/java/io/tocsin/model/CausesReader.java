package io.tocsin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.RootCause;
import io.tocsin.analysis.RootCause.Cause;
import io.tocsin.analysis.Rulebook;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import java.util.ArrayList;
import java.util.List;

/** Reads probable causes. No model is more certain than a rule may be. */
record CausesReader() implements ByModel.Reader<RootCause> {
  private static final int MOST_EVIDENCE = 8;
  private static final String PATTERN = "[a-z0-9][a-z0-9._-]{0,63}";

  @Override
  public RootCause read(JsonNode answer, Circumstances circumstances) throws InvalidJsonException {
    List<Cause> causes = new ArrayList<>();
    for (Fields one : Sentences.objects(Fields.of(answer), "causes", RootCause.MOST)) {
      causes.add(cause(one));
    }
    return new RootCause(causes);
  }

  private static Cause cause(Fields fields) throws InvalidJsonException {
    String pattern = fields.required("pattern", 64);
    if (!pattern.matches(PATTERN)) {
      fields.mistake("pattern", "must be lower-case letters, digits, '.', '_' and '-'");
    }
    String what = Sentences.one(fields, "what", Sentences.LONGEST);
    double confidence = confidence(fields);
    List<String> evidence = Sentences.list(fields, "evidence", MOST_EVIDENCE);
    List<String> checks = Sentences.list(fields, "checks", RootCause.MOST_CHECKS);
    fields.check();
    return new Cause(pattern, what, confidence, evidence, checks);
  }

  private static double confidence(Fields fields) {
    JsonNode value = fields.value("confidence");
    double confidence = value.asDouble();
    if (!value.isNumber() || !(confidence >= 0 && confidence <= 1)) {
      fields.mistake("confidence", "must be a number from 0 to 1");
      return 0;
    }
    return Math.min(Rulebook.MOST_SURE, confidence);
  }
}
