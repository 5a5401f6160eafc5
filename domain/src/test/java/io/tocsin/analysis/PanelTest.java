package io.tocsin.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.analysis.Circumstances.PastAlert;
import io.tocsin.analysis.Circumstances.PastMeeting;
import io.tocsin.analysis.LearningRecord.Interaction;
import io.tocsin.analysis.LearningRecord.Outcome;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.analysis.RootCause.Cause;
import io.tocsin.analysis.Rule.Suspicion;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PanelTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Obligation NOTICE =
      new Obligation("breach", Obligation.Kind.NOTICE, "Tell them.", "If so.", Duration.ofDays(3));
  private static final Rule POOL =
      rule("pool", "pool", 0.5, List.of(), new Invitee("database administrator", "sees it"));
  private static final Rule LEAK =
      rule("leak", "leak", 0.6, List.of(NOTICE), new Invitee("security", "leads"));
  private static final Rulebook BOOK = new Rulebook("1-test", List.of(POOL, LEAK));
  private static final Panel PANEL = Panel.of(BOOK);

  @Test
  void aFailingAgentIsNamedAndTheOthersCount() {
    Failing stranger =
        new Failing(new IllegalStateException("with a secret in it"), Optional.empty());
    Analysis analysis = withCausesBy(stranger).analyse(saying("pool leak"));
    assertEquals(Optional.empty(), analysis.rootCause().finding());
    assertEquals(
        List.of("a stranger 7 failed (IllegalStateException)"), failures(analysis.rootCause()));
    assertEquals("a stranger 7", analysis.rootCause().maker().toString());
    assertEquals(List.of(analysis.rootCause()), analysis.failed().toList());
    assertEquals(1, analysis.compliance().finding().orElseThrow().duties().size());
    assertEquals("rules 1-test", analysis.learning().maker().toString());
  }

  @Test
  void whereAnAgentFailsTheOneThatStandsInAnswersAndTheFailureIsTold() {
    Failing stranger =
        new Failing(NoAnswerException.because("timed out"), Optional.of(PANEL.rootCause()));
    Analysis analysis = withCausesBy(stranger).analyse(saying("pool leak"));
    assertEquals(
        PANEL.analyse(saying("pool leak")).rootCause().finding(), analysis.rootCause().finding());
    assertEquals("rules 1-test", analysis.rootCause().maker().toString());
    assertEquals(List.of("a stranger 7 failed (timed out)"), failures(analysis.rootCause()));
    assertEquals(1, analysis.failed().count());
  }

  @Test
  void whenBothFailBothAreNamed() {
    Failing second = new Failing(new IllegalStateException(), Optional.of(PANEL.rootCause()));
    Failing first = new Failing(NoAnswerException.because("timed out"), Optional.of(second));
    Analysis analysis = withCausesBy(first).analyse(saying("pool leak"));
    assertEquals(Optional.empty(), analysis.rootCause().finding());
    assertEquals(
        List.of("a stranger 7 failed (timed out)", "a stranger 7 failed (IllegalStateException)"),
        failures(analysis.rootCause()));
  }

  @Test
  void theAgentsStandInTheOrderOfTheQuestions() {
    assertEquals(List.of(Question.values()), PANEL.agents().stream().map(Agent::question).toList());
  }

  private static Panel withCausesBy(Agent<RootCause> agent) {
    return new Panel(agent, PANEL.compliance(), PANEL.meetingContext(), PANEL.learning());
  }

  private static List<String> failures(Analysis.Part<?> part) {
    return part.failures().stream().map(Analysis.Failure::toString).toList();
  }

  private record Failing(RuntimeException failure, Optional<Agent<RootCause>> standIn)
      implements Agent<RootCause> {
    @Override
    public Question question() {
      return Question.ROOT_CAUSE;
    }

    @Override
    public Maker maker() {
      return new Maker("a stranger", "7");
    }

    @Override
    public RootCause look(Circumstances circumstances) {
      throw failure;
    }
  }

  @Test
  void anAnswerOutOfBoundsIsNone() {
    for (double confidence : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Cause("x", "it", confidence, List.of(), List.of()));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new Cause("x", "long ".repeat(200), 0.5, List.of(), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MeetingContext("Review", Duration.ofDays(1), List.of(), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RootCause(Collections.nCopies(6, cause("pool leak"))));
    assertThrows(
        IllegalArgumentException.class, () -> new Compliance(Compliance.Status.OPEN, List.of()));
  }

  @Test
  void theLikeliestCauseIsFirst() {
    List<Cause> causes = causes(saying("pool leak"));
    assertEquals(List.of("leak", "pool"), causes.stream().map(Cause::pattern).toList());
    assertEquals(60, causes.get(0).percent());
    assertEquals(List.of("it says pool leak"), causes.get(0).evidence());
  }

  @Test
  void hintsAndWhatPeopleSaidChangeTheConfidence() {
    assertEquals(0.5, cause("pool").confidence());
    Circumstances hinted = with(alert("pool").affectedSystems(List.of("db")).build());
    assertEquals(0.6, causes(hinted).get(0).confidence(), 1e-9);
    assertEquals(0.667, learned(Outcome.CONFIRMED, 1), 1e-3);
    assertEquals(0.333, learned(Outcome.REFUTED, 1), 1e-3);
    assertEquals(0.5, learned(Outcome.OPEN, 5));
    assertEquals(Rulebook.MOST_SURE, learned(Outcome.CONFIRMED, 50));
    assertTrue(learned(Outcome.REFUTED, 50) < 0.01);
  }

  @Test
  void evidenceQuotesTheLineAndNoSecret() {
    Alert alert = alert("pool").message("first\nthe pool is empty\nlast").build();
    Rule message =
        new Rule(
            "r",
            List.of(clue(Clue.Field.TEXT, "the pool")),
            List.of(clue(Clue.Field.CONTEXT, "hunter2"), clue(Clue.Field.LABELS, "team")),
            Optional.of(new Suspicion("it", 0.5, List.of())),
            List.of(),
            List.of(),
            List.of());
    Circumstances circumstances =
        Circumstances.of(
            alert.of("me", Optional.empty()), Map.of("db.password", "hunter2\nhunter2"), NOW);
    Cause cause = causes(new Rulebook("1", List.of(message)), circumstances).get(0);
    assertEquals(
        List.of(
            "it says the pool is empty", "its details have db.password (its value is not shown)"),
        cause.evidence());
  }

  @Test
  void dutiesRunFromWhenItHappened() {
    Alert alert =
        alert("leak").detectedAt(Optional.of(NOW.minusSeconds(3600))).receivedAt(NOW).build();
    Compliance open = PANEL.analyse(with(alert)).compliance().finding().orElseThrow();
    assertEquals(Compliance.Status.OPEN, open.status());
    assertEquals(NOW.plus(Duration.ofHours(71)), open.duties().get(0).due());
    Circumstances late = Circumstances.of(alert, Map.of(), NOW.plus(Duration.ofDays(4)));
    assertEquals(
        Compliance.Status.OVERDUE,
        PANEL.analyse(late).compliance().finding().orElseThrow().status());
    assertEquals(
        Compliance.Status.CLEAR,
        PANEL.analyse(saying("pool")).compliance().finding().orElseThrow().status());
  }

  @Test
  void thoseWhoKnowAreInvited() {
    Alert alert =
        alert("pool")
            .type("system_failure")
            .severity(Severity.CRITICAL)
            .affectedSystems(List.of("db", "API Gateway"))
            .labels(Map.of("team", "media"))
            .build();
    MeetingContext context = context(with(alert));
    assertEquals("System Failure Review", context.subject());
    assertEquals(Duration.ofMinutes(60), context.length());
    assertEquals(
        List.of(
            "media",
            "on call for plex",
            "database administrator",
            "on call for db",
            "on call for API Gateway"),
        context.invitees().stream().map(Invitee::who).toList());
    assertEquals("plex Incident Review", context(saying("pool")).subject());
  }

  @Test
  void meetingsTakeAsLongAsTheyUsuallyDid() {
    List<PastMeeting> held =
        Stream.of(20, 50, 95)
            .map(
                minutes ->
                    new PastMeeting(
                        "Review", NOW, Optional.of(Duration.ofMinutes(minutes)), Optional.empty()))
            .toList();
    Circumstances circumstances =
        new Circumstances(alert("pool").build(), Map.of(), List.of(), held, List.of(), NOW);
    assertEquals(Duration.ofMinutes(60), context(circumstances).length());
  }

  @Test
  void whatRecursAndWhatHelpedIsLearned() {
    List<PastAlert> past =
        List.of(
            past(Duration.ofHours(1), true),
            past(Duration.ofDays(6), false),
            past(Duration.ofDays(8), true));
    List<LearningRecord> lessons =
        List.of(
            lesson(Outcome.CONFIRMED, "pool", "Restarted the workers"),
            lesson(Outcome.REFUTED, "pool", "Prayed"),
            lesson(Outcome.OPEN, "other", "Nothing"));
    Circumstances circumstances =
        new Circumstances(alert("pool").build(), Map.of(), past, List.of(), lessons, NOW);
    Learning learning = PANEL.analyse(circumstances).learning().finding().orElseThrow();
    assertEquals(2, learning.times());
    assertEquals(List.of(new Learning.Recurring("pool", 2)), learning.recurring());
    assertEquals(
        List.of("Restarted the workers"),
        learning.helped().stream().map(Learning.Remedy::what).toList());
    assertEquals(
        new LearningRecord(
            Question.LEARNING,
            Interaction.ANALYSIS,
            "plex",
            NOW,
            List.of("pool"),
            Outcome.OPEN,
            Optional.empty(),
            Optional.empty()),
        learning.keep());
    assertEquals(
        "It came 2 times before in the last 7 days: why did what was done then not hold?",
        context(circumstances).points().get(0));
  }

  @Test
  void theWorstAlertThatCanComeIsAnalysed() {
    String name = "\uD83D\uDD25".repeat(256);
    Alert alert =
        Alert.builder("ev_1", name, name, "pool leak ".repeat(100))
            .type("_".repeat(256))
            .message("pool leak\n".repeat(6_000))
            .affectedSystems(Collections.nCopies(100, name))
            .labels(Map.of("team", "x".repeat(1024), "owner", " "))
            .build();
    assertEquals(0, PANEL.analyse(with(alert)).failed().count());
    assertEquals(0, PANEL.analyse(with(Alert.builder("", "", "", "").build())).failed().count());
  }

  private static PastAlert past(Duration ago, boolean incident) {
    return new PastAlert(
        "ev_0", NOW.minus(ago), Alert.DEFAULT_TYPE, Severity.HIGH, "again", incident);
  }

  private static LearningRecord lesson(Outcome outcome, String pattern, String helped) {
    return new LearningRecord(
        Question.ROOT_CAUSE,
        Interaction.MEETING,
        "plex",
        NOW.minusSeconds(60),
        List.of(pattern),
        outcome,
        Optional.of(helped),
        Optional.empty());
  }

  private static double learned(Outcome outcome, int times) {
    List<LearningRecord> lessons = Collections.nCopies(times, lesson(outcome, "pool", "x"));
    Circumstances circumstances =
        new Circumstances(alert("pool").build(), Map.of(), List.of(), List.of(), lessons, NOW);
    return causes(circumstances).get(0).confidence();
  }

  private static MeetingContext context(Circumstances circumstances) {
    return PANEL.analyse(circumstances).meetingContext().finding().orElseThrow();
  }

  private static Cause cause(String title) {
    return causes(saying(title)).get(0);
  }

  private static List<Cause> causes(Circumstances circumstances) {
    return causes(BOOK, circumstances);
  }

  private static List<Cause> causes(Rulebook book, Circumstances circumstances) {
    return Panel.of(book).analyse(circumstances).rootCause().finding().orElseThrow().causes();
  }

  private static Circumstances saying(String title) {
    return with(alert(title).build());
  }

  private static Circumstances with(Alert alert) {
    return Circumstances.of(alert, Map.of(), NOW);
  }

  private static Alert.Builder alert(String title) {
    return Alert.builder("ev_1", "test", "plex", title).receivedAt(NOW);
  }

  private static Clue clue(Clue.Field field, String word) {
    return new Clue(field, List.of(value -> value.contains(word)));
  }

  private static Rule rule(
      String id, String word, double confidence, List<Obligation> obligations, Invitee invitee) {
    return new Rule(
        id,
        List.of(clue(Clue.Field.TEXT, word)),
        List.of(clue(Clue.Field.SYSTEMS, "db")),
        Optional.of(new Suspicion("It is the " + id, confidence, List.of("Look at it"))),
        obligations,
        List.of(invitee),
        List.of("What of the " + id + "?"));
  }
}
