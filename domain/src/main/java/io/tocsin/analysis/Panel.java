package io.tocsin.analysis;

import io.tocsin.analysis.Analysis.Part;
import java.util.Optional;

/** The four agents together. */
public record Panel(
    Agent<RootCause> rootCause,
    Agent<Compliance> compliance,
    Agent<MeetingContext> meetingContext,
    Agent<Learning> learning) {

  /** Agents that go by rules: they give the same answer whenever they are asked the same. */
  public static Panel of(Rulebook rules) {
    return new Panel(
        new RootCauseByRules(rules),
        new ComplianceByRules(rules),
        new MeetingContextByRules(rules),
        new LearningByRules(rules));
  }

  /** Asks all four. That some of them fail does not make this fail. */
  public Analysis analyse(Circumstances circumstances) {
    return new Analysis(
        ask(rootCause, circumstances),
        ask(compliance, circumstances),
        ask(meetingContext, circumstances),
        ask(learning, circumstances));
  }

  // Whatever an agent throws, the alert is not held up.
  private static <F extends Finding> Part<F> ask(Agent<F> agent, Circumstances circumstances) {
    try {
      F finding = agent.look(circumstances);
      return new Part<>(agent.question(), agent.maker(), Optional.of(finding), Optional.empty());
    } catch (RuntimeException e) {
      return new Part<>(
          agent.question(),
          agent.maker(),
          Optional.empty(),
          Optional.of(e.getClass().getSimpleName()));
    }
  }
}
