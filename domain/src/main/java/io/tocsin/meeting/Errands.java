package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Operator;
import io.tocsin.meeting.Errand.Kind;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How each errand is done. */
public final class Errands {
  /** People hear that a meeting cannot be made once it was tried so often. */
  private static final int TOLD_AFTER = 3;

  private final MeetingPlanner planner;
  private final List<MeetingProvider> providers;
  private final Map<String, MeetingProvider> byName;
  private final List<Source> sources;
  private final Announcements announcements;
  private final Operator operator;
  private final MeetingPages pages;
  private final Clock clock;

  /**
   * Makes them.
   *
   * @param providers the first is where new meetings are made; without any they are only announced
   */
  public Errands(
      MeetingPlanner planner,
      List<MeetingProvider> providers,
      List<Source> sources,
      Announcements announcements,
      Operator operator,
      MeetingPages pages,
      Clock clock) {
    this.planner = planner;
    this.providers = List.copyOf(providers);
    this.byName =
        providers.stream().collect(Collectors.toMap(MeetingProvider::name, Function.identity()));
    this.sources = List.copyOf(sources);
    this.announcements = announcements;
    this.operator = operator;
    this.pages = pages;
    this.clock = clock;
  }

  /**
   * Does it.
   *
   * @return what becomes of the meeting by that
   */
  UnaryOperator<Steps> run(Errand errand, Meeting meeting) {
    try {
      return switch (errand.kind()) {
        case PLAN -> plan(errand, meeting);
        case BOOK -> meeting.open() ? book(errand, meeting) : takeBack(errand, meeting);
        case TELL_SOURCE -> tellSource(errand, meeting);
        case ANNOUNCE -> announce(errand, meeting);
        case REMIND -> remind(errand, meeting);
      };
    } catch (ProviderException e) {
      return failed(errand, meeting, e);
    }
  }

  private UnaryOperator<Steps> plan(Errand errand, Meeting meeting) {
    Optional<Alert> end = planner.end(meeting);
    if (end.isPresent() && !meeting.begun(clock.instant())) {
      // Whoever heard of the end found no meeting to cancel: this one was just being wanted.
      return steps -> steps.did(errand).heard(end.get());
    }
    Optional<Plan> plan = planner.plan(meeting, clock.instant());
    return steps ->
        plan.map(found -> steps.planned(errand, found))
            .orElseGet(() -> steps.refused(errand, "its alert is not in the history any more"));
  }

  private UnaryOperator<Steps> book(Errand errand, Meeting meeting) {
    Plan plan = meeting.plan().orElseThrow();
    if (plan.missed(clock.instant())) {
      return steps -> steps.late(errand);
    }
    Optional<Booking> booking = provider(meeting).map(at -> calling(() -> book(at, meeting)));
    boolean listens = source(meeting).isPresent();
    return steps -> steps.booked(errand, booking, listens);
  }

  private Booking book(MeetingProvider at, Meeting meeting) {
    Invitation invitation = invitation(meeting);
    if (meeting.booking().isEmpty() && meeting.asked() <= 1) {
      return at.book(invitation);
    }
    // One that was made without anybody having heard of it may be as it was wanted then.
    Booking booking =
        meeting.booking().or(() -> at.find(invitation)).orElseGet(() -> at.book(invitation));
    return at.change(booking, invitation);
  }

  private UnaryOperator<Steps> takeBack(Errand errand, Meeting meeting) {
    provider(meeting)
        .ifPresent(
            at ->
                calling(
                    () -> {
                      meeting
                          .booking()
                          .or(() -> at.find(invitation(meeting)))
                          .ifPresent(as -> at.cancel(as, invitation(meeting)));
                      return true;
                    }));
    return steps -> steps.takenBack(errand);
  }

  private UnaryOperator<Steps> tellSource(Errand errand, Meeting meeting) {
    Optional<URI> url = meeting.booking().flatMap(Booking::url);
    Optional<Source> source = source(meeting);
    if (url.isEmpty() || source.isEmpty()) {
      return steps -> steps.did(errand);
    }
    calling(
        () -> {
          source.get().meetingScheduled(meeting.id(), meeting.about().reference(), url.get());
          return true;
        });
    return steps -> steps.toldSource(errand, url.get());
  }

  private UnaryOperator<Steps> announce(Errand errand, Meeting meeting) {
    Plan plan = meeting.plan().orElseThrow();
    announcements.change(errand, meeting, plan, clock.instant());
    return meeting.open()
        ? steps -> steps.announced(errand, plan.slot().start())
        : steps -> steps.did(errand);
  }

  private UnaryOperator<Steps> remind(Errand errand, Meeting meeting) {
    Plan plan = meeting.plan().orElseThrow();
    if (plan.slot().end().isAfter(clock.instant())) {
      announcements.remind(errand, meeting, plan, clock.instant());
    }
    return steps -> steps.did(errand);
  }

  private UnaryOperator<Steps> failed(Errand errand, Meeting meeting, ProviderException e) {
    String why = String.valueOf(e.getMessage());
    if (errand.kind() != Kind.BOOK) {
      return steps -> steps.failed(errand, why, e.retryAfter());
    }
    if (e.kind() == ProviderException.Kind.GONE) {
      return steps -> steps.gone(errand, "it was taken back at the provider");
    }
    boolean refused = e.kind() == ProviderException.Kind.REJECTED;
    boolean givenUp = refused || !planner.rules().goesOn(errand, clock.instant());
    if (givenUp || errand.attempts() + 1 == TOLD_AFTER) {
      tell(meeting, why, givenUp);
    }
    return refused
        ? steps -> steps.refused(errand, why)
        : steps -> steps.failed(errand, why, e.retryAfter());
  }

  private void tell(Meeting meeting, String why, boolean givenUp) {
    String cannot =
        !meeting.open() ? "taken back" : meeting.booking().isPresent() ? "changed" : "made";
    String title = meeting.plan().map(Plan::title).orElse(meeting.about().reference());
    String next =
        !givenUp
            ? "It is tried again. Those who should meet had better be called."
            : meeting.open()
                ? "It is not tried again until there is further news of its alert."
                : "It is not tried again: see to it at the provider.";
    operator.tell(
        "meeting",
        meeting.id(),
        "A meeting cannot be " + cannot + ": " + title,
        why + ". " + next,
        clock.instant());
  }

  /** Where the meeting is, or would be made. */
  private Optional<MeetingProvider> provider(Meeting meeting) {
    if (meeting.booking().isEmpty()) {
      return providers.stream().findFirst();
    }
    String name = meeting.booking().get().provider();
    return Optional.of(
        Optional.ofNullable(byName.get(name))
            .orElseThrow(
                () ->
                    new ProviderException(
                        ProviderException.Kind.REJECTED,
                        "the meeting is at " + name + ", which is not configured any more")));
  }

  private Optional<Source> source(Meeting meeting) {
    return sources.stream()
        .filter(any -> meeting.about().named())
        .filter(source -> source.is(meeting.about().source()))
        .findFirst();
  }

  private Invitation invitation(Meeting meeting) {
    Plan plan = meeting.plan().orElseThrow();
    return new Invitation(
        meeting.id(),
        meeting.about().reference(),
        plan.title(),
        plan.briefing(),
        plan.slot(),
        plan.attendees(),
        meeting.sequence(),
        pages.of(meeting.id()),
        meeting.open() ? Optional.empty() : meeting.because());
  }

  /** What a provider does not foresee is no reason to give the meeting up. */
  private static <T> T calling(Supplier<T> call) {
    try {
      return call.get();
    } catch (ProviderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ProviderException(
          ProviderException.Kind.TRANSIENT, "the call failed: " + e.getClass().getSimpleName());
    }
  }
}
