package io.tocsin.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Analysis.Failure;
import io.tocsin.analysis.Analysis.Part;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Circumstances.PastAlert;
import io.tocsin.analysis.Circumstances.PastMeeting;
import io.tocsin.analysis.Clue;
import io.tocsin.analysis.Maker;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Question;
import io.tocsin.analysis.Rule;
import io.tocsin.analysis.Rulebook;
import io.tocsin.meeting.Briefing.Link;
import io.tocsin.meeting.Briefing.Section;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BriefingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Link LINK =
      new Link("The alert", URI.create("https://tocsin.example/a?x=1&y=2"));
  private static final Rulebook BOOK =
      new Rulebook(
          "1-test",
          List.of(
              new Rule(
                  "pool",
                  List.of(new Clue(Clue.Field.TEXT, List.of(text -> text.contains("pool")))),
                  List.of(),
                  Optional.of(
                      new Rule.Suspicion("All connections are taken.", 0.75, List.of("Look."))),
                  List.of(),
                  List.of(new Invitee("database administrator", "sees it")),
                  List.of("Is it large enough?"))));

  @Test
  void itSaysAllThatThoseWhoComeShouldKnow() {
    assertEquals(
        """
        ## Why this meeting

        - Connection pool exhausted
        - Service api, noticed by chainsync.
        - Affected: API Gateway, User Service.
        - Since 2026-11-21 08:00 UTC.
        - Urgency CRITICAL, to be met about in < 1 hour: the severity is critical (100 points).

        ## Probable cause

        - All connections are taken. (75 %)
        - Because it says Connection pool exhausted

        ## Check first

        - Look.

        ## Compliance

        - Status: nothing known that must be done.

        ## Who should come

        - on call for api: the alert is about this service
        - database administrator: sees it
        - on call for API Gateway: this system is affected
        - on call for User Service: this system is affected

        ## To discuss

        - It came once before in the last 7 days: why did what was done then not hold?
        - Is it large enough?
        - What changed in the 24 hours before it began (deploys, settings, traffic, data)?
        - Who outside of this meeting must be told, by whom, and by when?

        ## Before

        - Alert of 2026-11-20 08:00 UTC (high): the same
        - Meeting of 2026-11-20 09:00 UTC, 45 min: Review. Outcome: pool enlarged

        ## How this was made

        - root cause: rules 1-test
        - compliance: rules 1-test
        - meeting context: rules 1-test
        - learning: rules 1-test

        The alert: <https://tocsin.example/a?x=1&y=2>
        """,
        MarkdownForm.of(briefing("Connection pool exhausted")));
    assertEquals("[CRITICAL] System Failure Review", briefing("pool").title());
  }

  @Test
  void nothingIsGuessedOfWhatIsNotKnown() {
    assertTrue(MarkdownForm.of(briefing("Bells ring")).contains("nothing is guessed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[click](https://evil.example)  | \\[click](https://evil.example)",
        "![x](y)                        | !\\[x](y)",
        "<script>alert(1)</script>      | \\<script>alert(1)\\</script>",
        "*bold* and `code`              | \\*bold\\* and \\`code\\`",
        "user_service and _this_        | user_service and \\_this\\_",
        "# heading                      | \\# heading",
        "PR #12 in R&D                  | PR #12 in R&D",
        "&lt;b&gt;                      | \\&lt;b\\&gt;",
        "- item                         | \\- item",
        "1. item                        | 1\\. item",
        "me@example.org                 | me@example.org",
        "@everyone                      | @\u200beveryone",
        "> said                         | \\> said",
        "back\\slash                    | back\\\\slash"
      })
  void inMarkdownAlertTextIsText(String text, String written) {
    assertEquals(written, MarkdownForm.escape(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@everyone",
        "@here look",
        "<@123>",
        "<@&9>",
        "<#5>",
        "[a](https://evil.example)",
        "**bold**",
        "||spoiler||",
        "```code```",
        "# heading",
        "> quote",
        "<t:0:R>",
        "-# small",
        "<:smile:1>"
      })
  void onDiscordAlertTextIsText(String text) {
    String shown = DiscordForm.of(briefing(text)).description();
    assertFalse(shown.matches("(?s).*@[A-Za-z0-9&!].*"), shown);
    assertFalse(shown.matches("(?s).*(?<!\\\\)[`*_|<>#\\[\\]()~].*"), shown);
  }

  @Test
  void inMailAlertTextIsText() {
    String html = HtmlForm.of(briefing("<img src=x onerror='a()'> & \"pool\""));
    assertTrue(
        html.contains("<li>&lt;img src=x onerror=&#39;a()&#39;&gt; &amp; &quot;pool&quot;</li>"),
        html);
    assertTrue(html.contains("<a href=\"https://tocsin.example/a?x=1&amp;y=2\">The alert</a>"));
    assertTrue(html.startsWith("<h1>[CRITICAL] System Failure Review</h1>"));
  }

  @Test
  void nothingUnseenIsLeft() {
    assertEquals(
        new Section("a b", List.of("xy", "\uFFFD", "gnp.exe")),
        new Section("a\nb", List.of("x\u0000\u200b\u0085y", "\uD83D", "\u202Egnp.exe")));
    assertThrows(
        IllegalArgumentException.class, () -> new Link("x", URI.create("javascript:alert(1)")));
  }

  @Test
  void aLineIsCutBetweenTwoCharacters() {
    String line = new Section("a", List.of("x\uD83D\uDD25".repeat(400))).lines().get(0);
    assertTrue(line.length() <= 1_000 && line.length() >= 997, line);
    assertTrue(line.endsWith("\u2026"), line);
    whole(line);
  }

  @Test
  void everyFormHasItsLimits() {
    List<Section> sections =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    new Section(
                        "\uD83D\uDD25".repeat(200),
                        IntStream.range(0, 20)
                            .mapToObj(j -> "*\uD83D\uDD25 ".repeat(100))
                            .toList()))
            .toList();
    Briefing briefing = new Briefing("_\uD83D\uDD25".repeat(300), sections, List.of(LINK));
    DiscordForm discord = DiscordForm.of(briefing);
    assertTrue(discord.title().length() <= 256);
    assertTrue(discord.description().length() <= 4096 && discord.description().length() > 4000);
    assertTrue(discord.fields().size() <= 25);
    int all = discord.title().length() + discord.description().length();
    for (DiscordForm.Field field : discord.fields()) {
      assertTrue(field.name().length() <= 256 && !field.name().isEmpty());
      assertTrue(field.value().length() <= 1024 && !field.value().isEmpty());
      whole(field.name());
      whole(field.value());
      all += field.name().length() + field.value().length();
    }
    assertTrue(all <= 5500, "all together " + all);
    whole(discord.title());
    whole(discord.description());
    String markdown = MarkdownForm.of(briefing);
    assertTrue(markdown.length() <= MarkdownForm.LONGEST);
    assertTrue(markdown.endsWith("(More was left out.)\n"));
  }

  @Test
  void itSaysWhoFailedBeforeAnotherAnswered() {
    Circumstances circumstances =
        Circumstances.of(
            Alert.builder("ev_1", "chainsync", "api", "no pool").build(), Map.of(), NOW);
    Analysis rules = Panel.of(BOOK).analyse(circumstances);
    Failure failure = new Failure(new Maker("openai", "gpt-test"), "timed out");
    Analysis analysis =
        new Analysis(
            new Part<>(
                Question.ROOT_CAUSE,
                rules.rootCause().maker(),
                rules.rootCause().finding(),
                List.of(failure)),
            new Part<>(Question.COMPLIANCE, failure.maker(), Optional.empty(), List.of(failure)),
            rules.meetingContext(),
            rules.learning());
    Section made =
        new BriefingNotes(circumstances, analysis, Urgency.of(circumstances, analysis))
            .write(List.of()).sections().stream()
                .filter(section -> section.heading().equals("How this was made"))
                .findFirst()
                .orElseThrow();
    assertEquals(
        List.of(
            "root cause: rules 1-test; openai gpt-test failed (timed out)",
            "compliance: openai gpt-test failed (timed out)"),
        made.lines().subList(0, 2));
  }

  /** No half of a character, and no backslash without what it escapes. */
  private static void whole(String text) {
    assertTrue(text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF), text);
    assertFalse(text.endsWith("\\"), text);
  }

  private static Briefing briefing(String title) {
    Alert alert =
        Alert.builder("ev_1", "chainsync", "api", title)
            .type("system_failure")
            .severity(Severity.CRITICAL)
            .receivedAt(NOW)
            .affectedSystems(List.of("API Gateway", "User Service"))
            .build();
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    Circumstances circumstances =
        new Circumstances(
            alert,
            Map.of(),
            List.of(
                new PastAlert(
                    "ev_0", yesterday, "system_failure", Severity.HIGH, "the same", false)),
            List.of(
                new PastMeeting(
                    "Review",
                    yesterday.plusSeconds(3600),
                    Optional.of(Duration.ofMinutes(45)),
                    Optional.of("pool enlarged"))),
            List.of(),
            NOW);
    Analysis analysis = Panel.of(BOOK).analyse(circumstances);
    Urgency urgency = Urgency.of(circumstances, analysis);
    return new BriefingNotes(circumstances, analysis, urgency).write(List.of(LINK));
  }
}
