package io.tocsin.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.meeting.Briefing.Link;
import io.tocsin.meeting.Briefing.Section;
import io.tocsin.meeting.ProviderException.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every provider of meetings does, against a service that is real as far as it can be. */
@Timeout(120)
public abstract class MeetingProviderContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<Attendee> TWO =
      List.of(
          new Attendee("dev@example.org", "Dev Team", "owns the service"),
          new Attendee("ops@example.org", "Ops", "is on call"));

  /** How the service can be. */
  public enum Trouble {
    /** Refuses whatever it is told. */
    REFUSES,
    /** Has no time for us. */
    THROTTLES,
    /** Fails for everybody. */
    FAILS,
    /** Cannot be reached. */
    DOWN,
    /** Does not answer. */
    SLOW
  }

  /**
   * A meeting as those see it who are invited.
   *
   * @param text what it says about the meeting, in whatever form
   */
  public record Seen(
      String id, String title, Instant start, Duration length, List<String> who, String text) {}

  /** The provider that is tried. */
  protected abstract MeetingProvider provider();

  /** The meetings that are still to be held. */
  protected abstract List<Seen> meetings();

  /** Has the service be in trouble until {@link #heal}. */
  protected abstract void trouble(Trouble trouble);

  /** Has it be well again, and the provider know. */
  protected abstract void heal();

  /** What was kept of exchanges, as text. */
  protected abstract List<Exchange> exchanges();

  /** What nobody may see. */
  protected abstract List<String> secrets();

  /** Whether the service can be asked about meetings; mail cannot. */
  protected abstract boolean canBeAsked();

  /** Somebody takes a meeting back without us. */
  protected abstract void cancelElsewhere(Booking booking);

  /** The next thing it is told is done, and the answer gets lost. */
  protected abstract void loseAnswers();

  @Test
  void aMeetingIsMadeAsItWasWanted() {
    Booking booking = provider().book(invitation("mt_1", NOON, 0, TWO));

    Seen seen = only();
    assertEquals(provider().name(), booking.provider());
    assertEquals(booking.id(), seen.id());
    assertEquals("[CRITICAL] System Failure Review", seen.title());
    assertEquals(NOON, seen.start());
    assertEquals(HOUR, seen.length());
    assertEquals(List.of("dev@example.org", "ops@example.org"), seen.who());
    assertTrue(seen.text().contains("Connection pool exhausted"), seen.text());
    assertTrue(seen.text().contains("https://alerts.example.org/meetings/mt_1"), seen.text());
  }

  @Test
  void bookedTwiceItIsOneMeeting() {
    Booking first = provider().book(invitation("mt_1", NOON, 0, TWO));
    Booking second = provider().book(invitation("mt_1", NOON, 0, TWO));

    assertEquals(first, second);
    assertEquals(1, meetings().size());
  }

  @Test
  void bookedAgainWithAnotherTimeItIsThatMeetingAtThatTime() {
    provider().book(invitation("mt_1", NOON, 0, TWO));
    provider().book(invitation("mt_1", NOON.plus(HOUR), 1, TWO));

    assertEquals(NOON.plus(HOUR), only().start());
  }

  @Test
  void twoMeetingsOfOneAlertAreTwo() {
    provider().book(invitation("mt_1", NOON, 0, TWO));
    provider().book(invitation("mt_2", NOON, 0, TWO));

    assertEquals(2, meetings().size());
  }

  @Test
  void whatWasBookedIsChangedAndTakenBack() {
    Booking booking = provider().book(invitation("mt_1", NOON, 0, TWO));

    Booking changed =
        provider().change(booking, invitation("mt_1", NOON.plus(HOUR), 1, TWO.subList(0, 1)));
    assertEquals(booking.id(), changed.id());
    assertEquals(NOON.plus(HOUR), only().start());
    assertEquals(List.of("dev@example.org"), only().who());

    provider().cancel(changed, cancelled("mt_1", 2));
    assertEquals(List.of(), meetings());
    provider().cancel(changed, cancelled("mt_1", 2));
    assertEquals(List.of(), meetings());
  }

  @Test
  void aChangeThatIsToldTwiceComesToTheSame() {
    Booking booking = provider().book(invitation("mt_1", NOON, 0, TWO));
    Invitation later = invitation("mt_1", NOON.plus(HOUR), 1, TWO);

    assertEquals(provider().change(booking, later), provider().change(booking, later));
    assertEquals(NOON.plus(HOUR), only().start());
  }

  @Test
  void whatSomebodyTookBackElsewhereIsGone() {
    assumeTrue(canBeAsked(), "nobody can be asked");
    Booking booking = provider().book(invitation("mt_1", NOON, 0, TWO));
    cancelElsewhere(booking);

    ProviderException e =
        assertThrows(
            ProviderException.class,
            () -> provider().change(booking, invitation("mt_1", NOON.plus(HOUR), 1, TWO)));
    assertEquals(Kind.GONE, e.kind());
    provider().cancel(booking, cancelled("mt_1", 2));
    assertEquals(List.of(), meetings());
    assertEquals(Optional.empty(), provider().find(invitation("mt_1", NOON, 0, TWO)));
  }

  @Test
  void aMeetingWhoseAnswerWasLostIsFoundAndNotMadeAgain() {
    assumeTrue(canBeAsked(), "nobody can be asked");
    Invitation invitation = invitation("mt_1", NOON, 0, TWO);
    assertEquals(Optional.empty(), provider().find(invitation));
    loseAnswers();
    assertEquals(Kind.TRANSIENT, failure(() -> provider().book(invitation)).kind());
    assertEquals(1, meetings().size());
    heal();

    Optional<Booking> found = provider().find(invitation);
    assertEquals(only().id(), found.orElseThrow().id());
    assertEquals(found.get(), provider().book(invitation));
    assertEquals(1, meetings().size());
    assertEquals(Optional.empty(), provider().find(invitation("mt_2", NOON, 0, TWO)));
  }

  @Test
  void textsArriveWhateverTheyAreMadeOf() {
    String nasty = "<script>alert(1)</script> \"'& ünïcødé 🚨 \u202egnp; BEGIN:VEVENT\r\nX: y";
    provider().book(written("mt_1", nasty, List.of(nasty, "\\,;:\n")));

    Seen seen = only();
    assertTrue(seen.title().contains("ünïcødé 🚨"), seen.title());
    assertTrue(seen.text().contains("ünïcødé 🚨"), seen.text());
    assertFalse(seen.title().contains("\n"), "a title is one line");
  }

  @Test
  void longTextsAreCutAndNoReasonToRefuse() {
    String word = "überlang 🚨 ";
    provider().book(written("mt_1", word.repeat(100), Collections.nCopies(200, word.repeat(80))));

    assertTrue(only().title().startsWith("überlang 🚨"));
  }

  @Test
  void whereNobodyIsInvitedItIsMadeOrRejectedAndNothingElse() {
    try {
      provider().book(invitation("mt_1", NOON, 0, List.of()));
      assertEquals(List.of(), only().who());
    } catch (ProviderException e) {
      assertEquals(Kind.REJECTED, e.kind());
      assertEquals(List.of(), meetings());
    }
  }

  @Test
  void whatIsRefusedIsNotWorthAnotherTry() {
    trouble(Trouble.REFUSES);
    assertEquals(
        Kind.REJECTED, failure(() -> provider().book(invitation("mt_1", NOON, 0, TWO))).kind());
    assertEquals(List.of(), meetings());
  }

  @Test
  void whoHasNoTimeIsAskedAgain() {
    trouble(Trouble.THROTTLES);
    assertEquals(
        Kind.TRANSIENT, failure(() -> provider().book(invitation("mt_1", NOON, 0, TWO))).kind());
    heal();
    provider().book(invitation("mt_1", NOON, 0, TWO));
    assertEquals(1, meetings().size());
  }

  @Test
  void whateverIsTheMatterItMayWorkLater() {
    for (Trouble trouble : List.of(Trouble.FAILS, Trouble.DOWN, Trouble.SLOW)) {
      trouble(trouble);
      ProviderException e = failure(() -> provider().book(invitation("mt_1", NOON, 0, TWO)));
      assertEquals(Kind.TRANSIENT, e.kind(), trouble + ": " + e.getMessage());
      heal();
    }
    provider().book(invitation("mt_1", NOON, 0, TWO));
    assertEquals(1, meetings().size());
  }

  @Test
  void noSecretIsInAnythingThatIsShown() {
    List<String> shown = new ArrayList<>();
    Booking booking = provider().book(invitation("mt_1", NOON, 0, TWO));
    shown.add(booking.toString() + provider());
    for (Trouble trouble : Trouble.values()) {
      trouble(trouble);
      shown.add(text(failure(() -> provider().book(invitation("mt_2", NOON, 0, TWO)))));
      shown.add(text(failure(() -> provider().cancel(booking, cancelled("mt_1", 1)))));
      heal();
    }
    List<Exchange> exchanges = exchanges();
    assertFalse(exchanges.isEmpty(), "what was said is kept");
    exchanges.forEach(exchange -> shown.add(exchange.toString()));
    for (String secret : secrets()) {
      shown.forEach(text -> assertFalse(text.contains(secret), "a secret is shown"));
    }
  }

  @Test
  void whatWasSaidAboutAMeetingIsKept() {
    provider().book(invitation("mt_1", NOON, 0, TWO));

    Exchange exchange = exchanges().get(0);
    assertEquals("mt_1", exchange.meetingId());
    assertEquals(Exchange.Direction.OUT, exchange.direction());
    assertEquals(provider().name(), exchange.with());
    assertTrue(exchange.status().isPresent());
  }

  /** An invitation with an ordinary briefing. */
  protected static Invitation invitation(
      String meetingId, Instant start, int sequence, List<Attendee> attendees) {
    return new Invitation(
        meetingId,
        "chainsync-alert-12345",
        "[CRITICAL] System Failure Review",
        new Briefing(
            "[CRITICAL] System Failure Review",
            List.of(new Section("Why this meeting", List.of("Connection pool exhausted"))),
            List.of(new Link("The alert", URI.create("https://alerts.example.org/alerts/a1")))),
        new Slot(start, HOUR),
        attendees,
        sequence,
        Optional.of(URI.create("https://alerts.example.org/meetings/" + meetingId)),
        Optional.empty());
  }

  private static Invitation cancelled(String meetingId, int sequence) {
    Invitation plain = invitation(meetingId, NOON, sequence, TWO);
    return new Invitation(
        meetingId,
        plain.reference(),
        plain.title(),
        plain.briefing(),
        plain.slot(),
        plain.attendees(),
        sequence,
        plain.page(),
        Optional.of("the alert is over"));
  }

  private static Invitation written(String meetingId, String title, List<String> lines) {
    Invitation plain = invitation(meetingId, NOON, 0, TWO);
    return new Invitation(
        meetingId,
        plain.reference(),
        title,
        new Briefing(title, List.of(new Section(title, lines)), List.of()),
        plain.slot(),
        List.of(new Attendee("dev@example.org", title, title)),
        0,
        plain.page(),
        Optional.empty());
  }

  private Seen only() {
    List<Seen> meetings = meetings();
    assertEquals(1, meetings.size(), meetings::toString);
    return meetings.get(0);
  }

  private static ProviderException failure(Runnable work) {
    return assertThrows(ProviderException.class, work::run);
  }

  private static String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
