package io.tocsin.config;

import io.tocsin.calendar.Days;
import io.tocsin.calendar.Holidays;
import io.tocsin.calendar.Person;
import io.tocsin.calendar.WorkingHours;
import io.tocsin.config.Values.Text;
import io.tocsin.routing.Window.Hours;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads people: an address, or all that is known of somebody. */
final class PersonReader {
  private static final Set<String> KNOWN =
      Set.of("address", "name", "zone", "hours", "away", "holidays");
  private static final int LONGEST_NAME = 100;

  private final ZoneId zone;
  private final WallCalendar calendar;
  private final WallClock clock;
  private final Mistakes mistakes;
  private final Values values;
  private final Set<String> addresses = new HashSet<>();

  /** Reads people who are in that zone unless they say otherwise. */
  PersonReader(ZoneId zone, WallCalendar calendar, Mistakes mistakes) {
    this.zone = zone;
    this.calendar = calendar;
    this.clock = new WallClock(mistakes);
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  /** The person; absent without an address that can be one. */
  Optional<Person> read(String id, Node node) {
    if (!(node instanceof MappingNode)) {
      WorkingHours usual = WorkingHours.usual(zone, calendar.of(zone.getId()));
      return address(node).map(address -> new Person(id, id, address, usual));
    }
    String what = "the person '" + id + "'";
    Section section = Section.of(node, what, KNOWN, mistakes);
    Optional<String> address = section.required("address", what).flatMap(this::address);
    String name = section.optional("name").flatMap(this::name).orElse(id);
    WorkingHours hours = hours(section);
    return address.map(at -> new Person(id, name, at, hours));
  }

  private Optional<String> address(Node node) {
    Optional<String> address = values.text(node, "an address").map(String::strip);
    if (address.isPresent() && !MailAddress.isOne(address.get())) {
      mistakes.add(node, "'" + address.get() + "' is no address for mail, such as ann@example.org");
      return Optional.empty();
    }
    if (address.isPresent() && !addresses.add(address.get().toLowerCase(Locale.ROOT))) {
      mistakes.add(node, "somebody else has the address '" + address.get() + "' already");
    }
    return address;
  }

  private Optional<String> name(Node node) {
    Optional<String> name = values.text(node, "name").map(String::strip);
    boolean good =
        name.filter(text -> text.length() <= LONGEST_NAME)
            .filter(text -> text.codePoints().noneMatch(Character::isISOControl))
            .isPresent();
    if (name.isPresent() && !good) {
      mistakes.add(node, "name must be one line of at most " + LONGEST_NAME + " characters");
    }
    return name.filter(text -> good);
  }

  private WorkingHours hours(Section section) {
    ZoneId home = section.optional("zone").flatMap(clock::zone).orElse(zone);
    Holidays holidays =
        section
            .optional("holidays")
            .map(calendar::named)
            .orElseGet(() -> calendar.of(home.getId()));
    Map<DayOfWeek, List<Hours>> week =
        section.optional("hours").map(this::week).orElse(WorkingHours.USUAL);
    List<Days> away =
        section.optional("away").map(node -> calendar.days(node, "away")).orElse(List.of());
    return new WorkingHours(home, week, holidays, away);
  }

  /** The same hours from Monday to Friday, or those of each day. */
  private Map<DayOfWeek, List<Hours>> week(Node node) {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    if (!(node instanceof MappingNode)) {
      List<Hours> hours = times(node);
      WorkingHours.USUAL.keySet().forEach(day -> week.put(day, hours));
      return week;
    }
    Section section = Section.open(node, "hours", mistakes);
    if (section.entries().isEmpty()) {
      mistakes.add(node, "hours need a day, such as mon-fri: \"09:00-17:00\"");
    }
    section
        .entries()
        .forEach(
            (days, entry) -> {
              List<Hours> hours = times(entry.value());
              for (DayOfWeek day : clock.days(new Text(entry.key(), days)).orElse(List.of())) {
                if (week.put(day, hours) != null) {
                  mistakes.add(entry.key(), "a day in '" + days + "' has hours already");
                }
              }
            });
    return week;
  }

  private List<Hours> times(Node node) {
    return values.texts(node, "hours").stream()
        .flatMap(text -> clock.hours(text).stream())
        .toList();
  }
}
