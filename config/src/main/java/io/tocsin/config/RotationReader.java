package io.tocsin.config;

import io.tocsin.calendar.Person;
import io.tocsin.calendar.Rotation;
import io.tocsin.calendar.Rotation.Cover;
import io.tocsin.config.Values.Text;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads rotations. */
final class RotationReader {
  private static final Set<String> KNOWN = Set.of("people", "turn", "start", "zone", "overrides");
  private static final Set<String> KNOWN_OVERRIDE = Set.of("from", "until", "who");
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int MOST_PEOPLE = 100;
  private static final int MOST_OVERRIDES = 100;

  private final ZoneId zone;
  private final Parties parties;
  private final WallCalendar calendar;
  private final Mistakes mistakes;
  private final Values values;

  /** Reads rotations of these people, who hand over in that zone unless it says otherwise. */
  RotationReader(ZoneId zone, Parties parties, WallCalendar calendar, Mistakes mistakes) {
    this.zone = zone;
    this.parties = parties;
    this.calendar = calendar;
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  /** The rotation; absent when it has no people, or nobody can say when turns are. */
  Optional<Rotation> read(String id, Node node) {
    String what = "the rotation '" + id + "'";
    Section section = Section.of(node, what, KNOWN, mistakes);
    List<Person> people = section.required("people", what).map(this::people).orElse(List.of());
    Optional<Duration> turn =
        section
            .required("turn", what)
            .flatMap(value -> Durations.read(value, "turn", SHORTEST, LONGEST, mistakes));
    Optional<LocalDateTime> start =
        section.required("start", what).flatMap(value -> calendar.time(value, "start"));
    ZoneId home = section.optional("zone").flatMap(new WallClock(mistakes)::zone).orElse(zone);
    List<Cover> covers = section.optional("overrides").map(this::covers).orElse(List.of());
    return people.isEmpty() || turn.isEmpty() || start.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rotation(id, people, turn.get(), start.get(), home, covers));
  }

  /** Somebody may be in the order more than once. */
  private List<Person> people(Node node) {
    List<Text> names = values.texts(node, "people");
    if (names.size() > MOST_PEOPLE) {
      mistakes.add(node, "a rotation may have at most " + MOST_PEOPLE + " people");
    }
    return names.stream().flatMap(name -> parties.person(name).stream()).toList();
  }

  private List<Cover> covers(Node node) {
    List<Cover> covers = new ArrayList<>();
    if (!(node instanceof SequenceNode list)) {
      mistakes.add(node, "overrides must be a list (each begins with '-')");
      return covers;
    }
    if (list.getValue().size() > MOST_OVERRIDES) {
      mistakes.add(node, "there may be at most " + MOST_OVERRIDES + " overrides");
      return covers;
    }
    for (Node item : list.getValue()) {
      cover(item)
          .ifPresent(
              cover -> {
                if (covers.stream().anyMatch(other -> overlap(cover, other))) {
                  mistakes.add(item, "another override is for some of that time already");
                }
                covers.add(cover);
              });
    }
    return covers;
  }

  private Optional<Cover> cover(Node node) {
    String what = "an override";
    Section section = Section.of(node, what, KNOWN_OVERRIDE, mistakes);
    Optional<LocalDateTime> from =
        section.required("from", what).flatMap(value -> calendar.time(value, "from"));
    Optional<LocalDateTime> until =
        section.required("until", what).flatMap(value -> calendar.time(value, "until"));
    Optional<Person> who =
        section
            .required("who", what)
            .flatMap(
                value ->
                    values
                        .text(value, "who")
                        .flatMap(name -> parties.person(new Text(value, name))));
    if (from.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(until.get())) {
      mistakes.add(node, "an override ends after it begins");
    }
    return who.map(person -> new Cover(from.get(), until.get(), person));
  }

  private static boolean overlap(Cover one, Cover other) {
    return one.from().isBefore(other.until()) && other.from().isBefore(one.until());
  }
}
