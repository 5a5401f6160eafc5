package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a serious alert becomes: one for each incident, however many alerts there are of it. It says
 * how the meeting should be; {@link #errands} say what the world does not know of it yet.
 *
 * <p>A value: each method gives what the meeting becomes, and {@link Meetings} swaps it for the one
 * that was read, so that of changes at the same time none undoes another.
 *
 * @param id follows from the incident and the occasion, so that whoever asks first makes the same
 * @param incident what the alerts have in common: {@link #incident(Alert)}
 * @param occasion 1 for the first meeting of the incident
 * @param because why it was cancelled, or how it ended, in words
 * @param booking the meeting as the provider has it
 * @param toldSource the address that the source of the alert knows
 * @param announced the time that people were told last
 * @param held the length that it had, once it is completed
 * @param hold who works on the errands, so that nobody else does
 * @param revision grows with every change that is stored
 */
public record Meeting(
    String id,
    String incident,
    int occasion,
    About about,
    News news,
    Plan plan,
    State state,
    Optional<String> because,
    Optional<Booking> booking,
    Optional<URI> toldSource,
    Optional<Instant> announced,
    Optional<Duration> held,
    List<Errand> errands,
    Optional<Hold> hold,
    Instant createdAt,
    long revision) {

  /** How far it is. */
  public enum State {
    /** Wanted; the provider may not know of it yet. */
    REQUESTED,

    /** The provider has it. */
    SCHEDULED,

    /** It will not be. */
    CANCELLED,

    /** It was. */
    COMPLETED
  }

  /**
   * What it is about.
   *
   * @param reference the sender's own name of its alert, or else the first alert's id
   * @param named whether it is the sender's own name
   */
  public record About(
      String source, String service, String type, String reference, boolean named) {}

  /**
   * What was heard of the incident since the meeting is wanted.
   *
   * @param alerts the latest, oldest first, at most {@value #MOST_ALERTS}
   * @param count how many there were in all
   * @param worst the worst severity of any
   * @param last when the latest was received
   * @param over whether the latest said that it is over
   */
  public record News(List<String> alerts, int count, Severity worst, Instant last, boolean over) {
    public static final int MOST_ALERTS = 50;

    public News {
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * How the meeting should be.
   *
   * @param why that time, in words
   * @param sequence grows with every change that is told to anybody
   */
  public record Plan(
      Urgency urgency,
      String title,
      Slot slot,
      List<Attendee> attendees,
      Briefing briefing,
      String why,
      int sequence) {
    public Plan {
      attendees = List.copyOf(attendees);
    }
  }

  /** Somebody works on it, until then at the latest. */
  public record Hold(String holder, Instant until) {}

  public Meeting {
    errands = errands.stream().sorted(Comparator.comparing(Errand::kind)).toList();
  }

  /**
   * What the alert's incident is called: by the sender's own name for it, and without one by what
   * kind of alert it is, since a title may have numbers in it that are never the same.
   */
  public static String incident(Alert alert) {
    return alert
        .incident()
        .orElseGet(
            () ->
                EventId.kind(
                    alert.key().orElse(""), alert.source(), alert.service(), alert.type()));
  }

  /** The id of an incident's meeting. */
  public static String id(String incident, int occasion) {
    return EventId.meeting(incident, occasion);
  }

  /** Whether a text can be an id of a meeting. */
  public static boolean isId(String text) {
    return text.matches("mt_[0-9a-f]{24}");
  }

  /** A meeting that is wanted because of an alert. */
  public static Meeting wanted(String incident, int occasion, Alert alert, Plan plan, Instant now) {
    return new Meeting(
        id(incident, occasion),
        incident,
        occasion,
        new About(
            alert.source(),
            alert.service(),
            alert.type(),
            alert.name().orElse(alert.id()),
            alert.name().isPresent()),
        new News(List.of(alert.id()), 1, alert.severity(), alert.receivedAt(), false),
        plan,
        State.REQUESTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(Errand.of(Errand.Kind.BOOK, plan.sequence(), now)),
        Optional.empty(),
        now,
        1);
  }

  /** When something must be done for it next; absent: never, as far as is known. */
  public Optional<Instant> due() {
    Optional<Instant> first = errands.stream().map(Errand::due).min(Comparator.naturalOrder());
    // Whoever holds it sees to it; if not, somebody else when the hold ends.
    return first.map(at -> hold.map(Hold::until).filter(until -> until.isAfter(at)).orElse(at));
  }

  /** Whether it is still to be. */
  public boolean open() {
    return state == State.REQUESTED || state == State.SCHEDULED;
  }
}
