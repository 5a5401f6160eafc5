package io.tocsin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.analysis.Agent;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Finding;
import io.tocsin.analysis.Maker;
import io.tocsin.analysis.NoAnswerException;
import io.tocsin.analysis.Question;
import io.tocsin.wire.InvalidJsonException;
import java.util.Optional;

/**
 * An agent that goes by a language model's answer.
 *
 * @param rules answers the same question by rules, and stands in
 */
record ByModel<F extends Finding>(Agent<F> rules, Inquiry inquiry, Reader<F> reader)
    implements Agent<F> {

  /** Makes a finding of what a model answered to one question. */
  interface Reader<F extends Finding> {
    /**
     * Reads it. Members that nobody asked for are passed over.
     *
     * @throws InvalidJsonException when it is not of the form that was asked for
     * @throws IllegalArgumentException when the finding refuses it
     */
    F read(JsonNode answer, Circumstances circumstances) throws InvalidJsonException;
  }

  @Override
  public Question question() {
    return rules.question();
  }

  @Override
  public Maker maker() {
    return inquiry.maker();
  }

  @Override
  public F look(Circumstances circumstances) {
    JsonNode answer = inquiry.ask(circumstances).path(Orders.member(question()));
    try {
      return reader.read(answer, circumstances);
    } catch (InvalidJsonException | IllegalArgumentException e) {
      throw NoAnswerException.because("its answer is not of the form that was asked for");
    }
  }

  @Override
  public Optional<Agent<F>> standIn() {
    return Optional.of(rules);
  }
}
