package io.tocsin.analysis;

import io.tocsin.analysis.Analysis.Failure;
import io.tocsin.analysis.Analysis.Part;
import java.util.ArrayList;
import java.util.List;
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

  /** All four, in the order of the questions. */
  public List<Agent<? extends Finding>> agents() {
    return List.of(rootCause, compliance, meetingContext, learning);
  }

  /** Asks all four. That some of them fail does not make this fail. */
  public Analysis analyse(Circumstances circumstances) {
    return new Analysis(
        ask(rootCause, circumstances),
        ask(compliance, circumstances),
        ask(meetingContext, circumstances),
        ask(learning, circumstances));
  }

  private static <F extends Finding> Part<F> ask(Agent<F> agent, Circumstances circumstances) {
    List<Failure> failures = new ArrayList<>();
    Agent<F> asked = agent;
    Optional<F> finding = look(asked, circumstances, failures);
    // Nobody stands in for a stand-in, so that this ends.
    if (finding.isEmpty() && agent.standIn().isPresent()) {
      asked = agent.standIn().get();
      finding = look(asked, circumstances, failures);
    }
    return new Part<>(agent.question(), asked.maker(), finding, failures);
  }

  // Whatever an agent throws, the alert is not held up.
  private static <F extends Finding> Optional<F> look(
      Agent<F> agent, Circumstances circumstances, List<Failure> failures) {
    try {
      return Optional.of(agent.look(circumstances));
    } catch (NoAnswerException e) {
      failures.add(new Failure(agent.maker(), e.kind()));
    } catch (RuntimeException e) {
      failures.add(new Failure(agent.maker(), e.getClass().getSimpleName()));
    }
    return Optional.empty();
  }
}
