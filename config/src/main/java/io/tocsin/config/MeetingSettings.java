package io.tocsin.config;

import io.tocsin.calendar.Roster;
import io.tocsin.calendar.WorkingHours;
import io.tocsin.meeting.MeetingRules;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What {@code tocsin.yml} says of meetings.
 *
 * @param rules the folder of a team's own rules, relative to that of {@code tocsin.yml}
 * @param roster who is called for what, and when they work
 * @param provider the {@link io.tocsin.meeting.MeetingProvider#name} of who makes the meetings,
 *     where it is chosen
 * @param window how long after the last news of an incident its meeting stands for all news of it,
 *     1 hour to 30 days
 * @param remind how long before a meeting people are reminded, up to 24 hours; zero: they are not
 */
public record MeetingSettings(
    Optional<String> rules,
    Roster roster,
    Optional<String> provider,
    Duration window,
    Duration remind) {
  private static final String ATTENDEES = "TOCSIN_MEETING_ATTENDEES";
  private static final int MOST_ATTENDEES = 30;
  private static final Set<String> KNOWN = known();
  private static final Set<String> PROVIDERS = Set.of("slotify", "mail");
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final Duration SHORTEST_WINDOW = Duration.ofHours(1);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(30);
  private static final Duration REMIND = Duration.ofMinutes(15);
  private static final Duration EARLIEST_REMINDER = Duration.ofHours(24);
  private static final String WHAT = "meetings";

  /** As without a word about them. */
  public static final MeetingSettings NONE = of(Roster.NOBODY);

  /**
   * The settings without a file: people are those in {@code TOCSIN_MEETING_ATTENDEES}, addresses
   * with commas between them, who come to every meeting.
   *
   * @throws InvalidConfigException naming the variable when it holds anything else
   */
  public static MeetingSettings from(Function<String, Optional<String>> variables) {
    List<String> addresses =
        new Variables(variables)
            .get(ATTENDEES).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .toList();
    Set<String> different = new HashSet<>();
    addresses.forEach(address -> different.add(address.toLowerCase(Locale.ROOT)));
    if (!addresses.stream().allMatch(MailAddress::isOne)
        || different.size() != addresses.size()
        || addresses.size() > MOST_ATTENDEES) {
      Mistakes mistakes = new Mistakes();
      mistakes.add(
          ATTENDEES
              + " must be addresses for mail with commas between them, each once and at most "
              + MOST_ATTENDEES);
      mistakes.check();
    }
    return of(Roster.always(addresses, WorkingHours.UTC));
  }

  /** How meetings are made. */
  public MeetingRules making() {
    return new MeetingRules(window, remind);
  }

  static MeetingSettings read(Node node, Mistakes mistakes) {
    Section section = Section.of(node, WHAT, KNOWN, mistakes);
    Values values = new Values(mistakes);
    return new MeetingSettings(
        section
            .optional("rules")
            .flatMap(folder -> values.text(folder, "rules (the path of a folder)")),
        new RosterReader(mistakes).read(section),
        section.optional("provider").flatMap(name -> provider(name, mistakes)),
        section
            .optional("window")
            .flatMap(
                time -> Durations.read(time, "window", SHORTEST_WINDOW, LONGEST_WINDOW, mistakes))
            .orElse(WINDOW),
        section
            .optional("remind")
            .flatMap(
                time -> Durations.read(time, "remind", Duration.ZERO, EARLIEST_REMINDER, mistakes))
            .orElse(REMIND));
  }

  private static MeetingSettings of(Roster roster) {
    return new MeetingSettings(Optional.empty(), roster, Optional.empty(), WINDOW, REMIND);
  }

  private static Optional<String> provider(Node node, Mistakes mistakes) {
    Optional<String> name = new Values(mistakes).scalar(node).filter(PROVIDERS::contains);
    if (name.isEmpty()) {
      mistakes.add(node, "provider must be one of " + String.join(", ", new TreeSet<>(PROVIDERS)));
    }
    return name;
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(RosterReader.KNOWN);
    known.addAll(Set.of("rules", "provider", "window", "remind"));
    return Set.copyOf(known);
  }
}
