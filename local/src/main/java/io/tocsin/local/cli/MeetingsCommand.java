package io.tocsin.local.cli;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.MeetingContext;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.calendar.Person;
import io.tocsin.calendar.Roster;
import io.tocsin.calendar.Scheduling;
import io.tocsin.config.ConfigReader;
import io.tocsin.config.Durations;
import io.tocsin.config.MeetingSettings;
import io.tocsin.local.MendableException;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Proposal;
import io.tocsin.meeting.Urgency;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tocsin meetings}. */
@Command(
    name = "meetings",
    description = "Shows who would meet about what, and when.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class MeetingsCommand implements Runnable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  private final Surroundings surroundings;

  MeetingsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** How urgent a meeting is, as it is typed. */
  enum Level {
    critical,
    high,
    medium,
    low
  }

  @Override
  public void run() {
    CommandLine.usage(this, surroundings.out());
  }

  @Command(
      description = {
        "Says who would be invited to a meeting about a service, when it would be, and why.",
        "",
        "Nobody is invited, and nothing has to run. Appointments of people are not known here.",
        ""
      },
      mixinStandardHelpOptions = true)
  int plan(
      @Option(
              names = "--service",
              required = true,
              paramLabel = "NAME",
              description = "What the alert is about.")
          String service,
      @Option(
              names = "--level",
              required = true,
              paramLabel = "LEVEL",
              description = "How urgent: ${COMPLETION-CANDIDATES}.")
          Level level,
      @Option(
              names = "--invite",
              paramLabel = "ROLE",
              description = "Whom a rule would invite, such as \"platform on call\"; many times.")
          @Nullable List<String> roles,
      @Option(
              names = "--at",
              paramLabel = "TIME",
              description = "When the alert comes, such as 2026-03-28T22:00Z. Default: now.")
          Optional<String> at,
      @Option(
              names = "--length",
              defaultValue = "30m",
              paramLabel = "TIME",
              description = "How long it takes, 15m to 4h. Default: ${DEFAULT-VALUE}.")
          String length,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "tocsin.yml. Default: $TOCSIN_CONFIG, or the variables alone.")
          Optional<Path> config) {
    Instant now = time(at);
    Roster roster = roster(config);
    Proposal proposal =
        new Scheduling(roster)
            .propose(
                Urgency.Level.valueOf(level.name().toUpperCase(Locale.ROOT)),
                Alert.builder("plan", "plan", service, service).receivedAt(now).build(),
                Optional.ofNullable(roles).orElse(List.of()).stream()
                    .map(MeetingsCommand::invitee)
                    .toList(),
                length(length),
                List.of(),
                now);
    surroundings
        .out()
        .println(
            local(proposal.slot().start(), ZoneId.of("UTC"))
                + ", "
                + proposal.slot().length().toMinutes()
                + " minutes");
    surroundings.out().println(Columns.plain(proposal.why()));
    surroundings.out().println();
    if (proposal.attendees().isEmpty()) {
      surroundings.out().println("Nobody would be invited: see docs/meetings.md.");
    } else {
      Columns.print(table(proposal, roster), surroundings.out());
    }
    return 0;
  }

  @Command(
      name = "on-call",
      description = "Says who is on call for a service, a team or a rotation.",
      footer = {"", "Exit codes: 0 somebody is, 1 nobody is or the file has mistakes."},
      mixinStandardHelpOptions = true)
  int onCall(
      @Parameters(paramLabel = "SERVICE", description = "Its name, as alerts have it.")
          String service,
      @Option(
              names = "--at",
              paramLabel = "TIME",
              description = "When, such as 2026-03-28T22:00Z. Default: now.")
          Optional<String> at,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "tocsin.yml. Default: $TOCSIN_CONFIG.")
          Optional<Path> config) {
    Instant then = time(at);
    List<Person> people = roster(config).onCall(service, then);
    if (people.isEmpty()) {
      throw new MendableException(
          "Nobody is on call for "
              + Columns.plain(service)
              + " then. Name it in the services of tocsin.yml: see docs/meetings.md.");
    }
    Columns.print(
        people.stream()
            .map(
                person ->
                    new String[] {
                      person.name(), person.address(), local(then, person.hours().zone())
                    })
            .toList(),
        surroundings.out());
    return 0;
  }

  private Roster roster(Optional<Path> config) {
    return config
        .or(surroundings::config)
        .map(path -> ConfigReader.readMeetings(ConfigFile.read(path).text()))
        .orElseGet(
            () ->
                MeetingSettings.from(
                    name -> Optional.ofNullable(surroundings.environment().get(name))))
        .roster();
  }

  private Instant time(Optional<String> text) {
    try {
      return text.map(at -> OffsetDateTime.parse(at).toInstant())
          .orElseGet(() -> surroundings.clock().instant());
    } catch (DateTimeException e) {
      throw new MendableException(
          "--at must be a time such as 2026-03-28T22:00Z or 2026-03-28T23:00+01:00.", e);
    }
  }

  private static Duration length(String text) {
    return Durations.parse(text)
        .filter(length -> length.compareTo(MeetingContext.SHORTEST) >= 0)
        .filter(length -> length.compareTo(MeetingContext.LONGEST) <= 0)
        .orElseThrow(() -> new MendableException("--length must be a time from 15m to 4h."));
  }

  private static Invitee invitee(String role) {
    if (role.isBlank() || role.length() > 200) {
      throw new MendableException("--invite must be a role of 1 to 200 characters.");
    }
    return new Invitee(role, "asked for");
  }

  private static List<String[]> table(Proposal proposal, Roster roster) {
    List<String[]> rows = new ArrayList<>();
    for (Attendee attendee : proposal.attendees()) {
      roster
          .person(attendee.address())
          .ifPresent(
              person ->
                  rows.add(
                      new String[] {
                        attendee.name(),
                        attendee.address(),
                        local(proposal.slot().start(), person.hours().zone()),
                        person.hours().hold(proposal.slot()) ? "working" : "not working",
                        Columns.plain(attendee.why())
                      }));
    }
    return rows;
  }

  private static String local(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone)) + " " + zone.getId();
  }
}
