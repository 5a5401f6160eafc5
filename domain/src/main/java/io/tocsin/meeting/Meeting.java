package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Status;
import io.tocsin.meeting.Errand.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a serious alert becomes: one for each incident, however many alerts there are of it. It says
 * how the meeting should be; its errands say what the world does not know of that yet.
 *
 * <p>A value: {@link Steps} gives what it becomes, and {@link Meetings} swaps it for the one that
 * was read, so that of changes at the same time none undoes another.
 *
 * @param id follows from the incident and the occasion, so that whoever asks first makes the same
 * @param incident what the alerts have in common: {@link #incident(Alert)}
 * @param occasion 1 for the first meeting of the incident
 * @param plan absent until the alert was analysed
 * @param sequence grows with every change that a provider is told of
 * @param because why it was cancelled, how it ended, or why it cannot be made, in words
 * @param asked how often the provider was asked to make it, without a booking so far: it may have
 * @param booking the meeting as the provider has it
 * @param told the latest starts that the provider was told, which it may repeat to us later
 * @param toldSource the address that the source of the alert knows
 * @param announced the start that people were told last
 * @param held how long it took, once it is completed
 * @param errands in the order in which they are done, of each kind one at most
 * @param hold who works on the errands, so that nobody else does
 * @param revision grows with every change that is stored
 */
public record Meeting(
    String id,
    String incident,
    int occasion,
    About about,
    News news,
    Optional<Plan> plan,
    int sequence,
    State state,
    Optional<String> because,
    int asked,
    Optional<Booking> booking,
    List<Instant> told,
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

    /** It is set. */
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

  /** Somebody works on it, until then at the latest. */
  public record Hold(String holder, Instant until) {}

  public Meeting {
    told = List.copyOf(told);
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

  /** Whether a text can be the id of a meeting. */
  public static boolean isId(String text) {
    return text.matches("mt_[0-9a-f]{24}");
  }

  /**
   * The id of the meeting that an alert belongs to, whether or not there is one already.
   *
   * @param latest the latest meeting of the alert's incident
   */
  public static String idFor(Alert alert, Optional<Meeting> latest, MeetingRules rules) {
    return latest
        .filter(meeting -> meeting.standsFor(alert, rules))
        .map(Meeting::id)
        .orElseGet(() -> id(incident(alert), nextOccasion(latest)));
  }

  /** A meeting that is wanted because of an alert; to be planned. */
  static Meeting wanted(Alert alert, Optional<Meeting> before, Instant now) {
    String incident = incident(alert);
    int occasion = nextOccasion(before);
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
        News.of(alert),
        Optional.empty(),
        0,
        State.REQUESTED,
        Optional.empty(),
        0,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(Errand.of(Kind.PLAN, 1, now)),
        Optional.empty(),
        now,
        1);
  }

  private static int nextOccasion(Optional<Meeting> before) {
    return before.map(Meeting::occasion).orElse(0) + 1;
  }

  /**
   * Whether the alert belongs to this meeting, being of its incident. It does until the window is
   * over; but people meet again when the incident was over and begins anew, or when it gets worse
   * after they met.
   */
  public boolean standsFor(Alert alert, MeetingRules rules) {
    boolean firesLater = alert.status() == Status.FIRING && alert.receivedAt().isAfter(news.last());
    boolean worse = alert.severity().rank() < news.worst().rank();
    if (firesLater && ended(alert.receivedAt()) && (news.over() || worse)) {
      return false;
    }
    Instant last =
        plan.map(set -> set.slot().end()).filter(news.last()::isBefore).orElse(news.last());
    return alert.receivedAt().isBefore(last.plus(rules.window()));
  }

  /** Whether it is not to be any more. One that was never made does not end by its time. */
  private boolean ended(Instant now) {
    boolean past = plan.filter(set -> !set.slot().end().isAfter(now)).isPresent();
    return !open() || (state == State.SCHEDULED && past);
  }

  /** When something must be done for it next; absent: never, as far as is known. */
  public Optional<Instant> due() {
    Optional<Instant> first = doable().map(Errand::due).min(Comparator.naturalOrder());
    // Whoever holds it sees to it; if not, somebody else when the hold ends.
    return first.map(at -> hold.map(Hold::until).filter(until -> until.isAfter(at)).orElse(at));
  }

  /** Whether it is still to be. */
  public boolean open() {
    return state == State.REQUESTED || state == State.SCHEDULED;
  }

  /** Whether people meet already, or did. One that was never made does not begin. */
  boolean begun(Instant now) {
    return state == State.SCHEDULED
        && plan.filter(set -> !set.slot().start().isAfter(now)).isPresent();
  }

  /** Whether it cannot be made, or not be changed, and nobody tries to any more. */
  boolean givenUp() {
    boolean tried = errand(Kind.PLAN).isPresent() || errand(Kind.BOOK).isPresent();
    return open() && because.isPresent() && !tried;
  }

  /** Whether nobody works on it. */
  boolean free(Instant now) {
    return hold.filter(held -> held.until().isAfter(now)).isEmpty();
  }

  /** What is to be done first of what is due. */
  Optional<Errand> next(Instant now) {
    return doable().filter(errand -> !errand.due().isAfter(now)).findFirst();
  }

  /** People are told nothing of a time that the provider may not have yet. */
  private Stream<Errand> doable() {
    boolean unsettled = open() && errand(Kind.BOOK).isPresent();
    return errands.stream()
        .filter(
            errand ->
                !unsettled || (errand.kind() != Kind.ANNOUNCE && errand.kind() != Kind.REMIND));
  }

  Optional<Errand> errand(Kind kind) {
    return errands.stream().filter(errand -> errand.kind() == kind).findFirst();
  }
}
