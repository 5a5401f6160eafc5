package io.tocsin.wire;

import io.tocsin.alert.Severity;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Analysis.Failure;
import io.tocsin.analysis.Analysis.Part;
import io.tocsin.analysis.Compliance;
import io.tocsin.analysis.Compliance.Duty;
import io.tocsin.analysis.Finding;
import io.tocsin.analysis.Learning;
import io.tocsin.analysis.Learning.Recurring;
import io.tocsin.analysis.Learning.Remedy;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.LearningRecord.Interaction;
import io.tocsin.analysis.LearningRecord.Outcome;
import io.tocsin.analysis.Maker;
import io.tocsin.analysis.MeetingContext;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.analysis.Obligation;
import io.tocsin.analysis.Question;
import io.tocsin.analysis.RootCause;
import io.tocsin.analysis.RootCause.Cause;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Briefing;
import io.tocsin.meeting.Errand;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meeting.About;
import io.tocsin.meeting.Meeting.Hold;
import io.tocsin.meeting.News;
import io.tocsin.meeting.Plan;
import io.tocsin.meeting.Slot;
import io.tocsin.meeting.Urgency;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Any meeting, analysis or exchange there can be, with texts that are hard to write. */
record Anything(Random random) {
  private static final List<String> PIECES =
      List.of("a", "Z", " ", "\"", "\\", "\\ud800", "\n", "\u0000", "🔔", "\uD83D", "\uFFFF", "é");

  Meeting meeting() {
    return new Meeting(
        text(),
        text(),
        number(),
        new About(text(), text(), text(), text(), random.nextBoolean()),
        new News(
            list(5, this::text),
            number(),
            one(Severity.values()),
            text(),
            time(),
            time(),
            random.nextBoolean()),
        maybe(this::plan),
        number(),
        one(Meeting.State.values()),
        maybe(this::text),
        number(),
        maybe(() -> new Booking(text(), text(), maybe(this::address))),
        list(3, this::time),
        maybe(this::address),
        maybe(this::time),
        maybe(this::length),
        list(
            4,
            () ->
                new Errand(
                    one(Errand.Kind.values()),
                    number(),
                    time(),
                    number(),
                    time(),
                    maybe(this::text))),
        maybe(() -> new Hold(text(), time())),
        time(),
        random.nextLong());
  }

  Exchange exchange() {
    return new Exchange(
        text(),
        time(),
        one(Exchange.Direction.values()),
        text(),
        text(),
        text().repeat(random.nextInt(200)),
        maybe(this::number),
        text().repeat(random.nextInt(200)),
        length());
  }

  Analysis analysis() {
    return new Analysis(
        part(() -> new RootCause(list(5, this::cause))),
        part(() -> Compliance.at(time(), list(20, this::duty))),
        part(this::context),
        part(this::learning));
  }

  LearningRecord lesson() {
    return new LearningRecord(
        one(Question.values()),
        one(Interaction.values()),
        text(),
        time(),
        list(10, this::text),
        one(Outcome.values()),
        maybe(this::said),
        maybe(this::length));
  }

  private Plan plan() {
    return new Plan(
        new Urgency(one(Urgency.Level.values()), number(), list(3, this::text)),
        text(),
        new Slot(time(), length()),
        list(3, () -> new Attendee(text(), text(), text())),
        briefing(),
        text());
  }

  private Briefing briefing() {
    return new Briefing(
        text().repeat(300),
        list(3, () -> new Briefing.Section(text(), list(3, () -> text().repeat(300)))),
        list(3, () -> new Briefing.Link(text(), address())));
  }

  private <F extends Finding> Part<F> part(Supplier<F> finding) {
    Maker maker = new Maker(text(), text());
    return random.nextInt(4) == 0
        ? new Part<>(one(Question.values()), maker, Optional.empty(), List.of(failure()))
        : new Part<>(
            one(Question.values()), maker, Optional.of(finding.get()), list(1, this::failure));
  }

  private Failure failure() {
    return new Failure(new Maker(text(), text()), text());
  }

  private Cause cause() {
    return new Cause(
        said(), said(), random.nextDouble(), list(10, this::said), list(10, this::said));
  }

  private Duty duty() {
    Obligation obligation =
        new Obligation(said(), one(Obligation.Kind.values()), said(), said(), length());
    return new Duty(obligation, time());
  }

  private MeetingContext context() {
    return new MeetingContext(
        said(),
        MeetingContext.SHORTEST.plusMillis(random.nextInt(9_000_000)),
        list(10, () -> new Invitee(said(), said())),
        list(12, this::said));
  }

  private Learning learning() {
    return new Learning(
        number(),
        list(10, () -> new Recurring(text(), number())),
        list(5, () -> new Remedy(said(), time())),
        maybe(this::length),
        lesson());
  }

  /** A text that an agent may say: not blank. */
  private String said() {
    return text() + "x";
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private URI address() {
    return URI.create("http" + (random.nextBoolean() ? "s" : "") + "://a.example/%20" + number());
  }

  private int number() {
    return random.nextInt(1000);
  }

  /** To the nanosecond, also long ago. */
  private Instant time() {
    return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  private Duration length() {
    return Duration.ofSeconds(random.nextInt(100_000), random.nextInt(1_000_000_000) + 1L);
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> list(int most, Supplier<T> item) {
    return Stream.generate(item).limit(random.nextInt(most + 1)).toList();
  }
}
