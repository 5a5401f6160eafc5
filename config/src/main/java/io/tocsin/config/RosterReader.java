package io.tocsin.config;

import io.tocsin.calendar.Party;
import io.tocsin.calendar.Person;
import io.tocsin.calendar.Roster;
import io.tocsin.calendar.Rotation;
import io.tocsin.calendar.Service;
import io.tocsin.calendar.Team;
import io.tocsin.calendar.WorkingHours;
import io.tocsin.config.Values.Text;
import io.tocsin.routing.Matcher;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads who is called for what, and who comes besides. */
final class RosterReader {
  static final Set<String> KNOWN =
      Set.of("zone", "people", "teams", "rotations", "services", "roles", "always", "holidays");

  private static final Set<String> KNOWN_TEAM = Set.of("members", "on_call");
  private static final Set<String> KNOWN_SERVICE = Set.of("service", "call", "with");
  private static final int MOST = 300;
  private static final int MOST_SERVICES = 1000;
  private static final int MOST_ALWAYS = 30;
  private static final int LONGEST_ROLE = 200;

  private final Mistakes mistakes;
  private final Values values;
  private final Parties parties;
  private final Matchers matchers;
  private final WallCalendar calendar;

  RosterReader(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
    this.parties = new Parties(mistakes);
    this.matchers = new Matchers(mistakes);
    this.calendar = new WallCalendar(mistakes);
  }

  Roster read(Section meetings) {
    ZoneId zone =
        meetings.optional("zone").flatMap(new WallClock(mistakes)::zone).orElse(WorkingHours.UTC);
    meetings.optional("holidays").ifPresent(calendar::read);
    // Names are taken first, so that what has a mistake is not said to be missing besides.
    declare(meetings, "people", "person");
    declare(meetings, "rotations", "rotation");
    declare(meetings, "teams", "team");
    // Each kind names only those above it, so nothing can lead in a circle.
    each(meetings, "people", new PersonReader(zone, calendar, mistakes)::read);
    each(meetings, "rotations", new RotationReader(zone, parties, calendar, mistakes)::read);
    each(meetings, "teams", this::team);
    return new Roster(
        parties.all(),
        meetings.optional("services").map(this::services).orElse(List.of()),
        meetings.optional("roles").map(this::roles).orElse(Map.of()),
        meetings.optional("always").map(this::always).orElse(List.of()),
        WorkingHours.usual(zone, calendar.of(zone.getId())));
  }

  private void declare(Section meetings, String key, String kind) {
    Optional<Node> node = meetings.optional(key);
    if (node.isEmpty()) {
      return;
    }
    Section section = Section.open(node.get(), key, mistakes);
    section.entries().forEach((name, entry) -> parties.declare(entry.key(), kind, name));
    if (section.entries().size() > MOST) {
      mistakes.add(node.get(), "there may be at most " + MOST + " " + key);
    }
  }

  private void each(
      Section meetings, String key, BiFunction<String, Node, Optional<? extends Party>> reading) {
    // What is wrong with the mapping itself was said when its names were taken.
    meetings.optional(key).stream()
        .flatMap(node -> Section.open(node, key, new Mistakes()).entries().entrySet().stream())
        .limit(MOST)
        .forEach(
            one -> reading.apply(one.getKey(), one.getValue().value()).ifPresent(parties::add));
  }

  private Optional<Team> team(String id, Node node) {
    Section section = Section.of(node, "the team '" + id + "'", KNOWN_TEAM, mistakes);
    if (section.optional("members").isEmpty() && section.optional("on_call").isEmpty()) {
      mistakes.add(node, "the team '" + id + "' needs members, or on_call: a rotation");
    }
    List<Person> members = new ArrayList<>();
    section
        .optional("members")
        .map(value -> values.texts(value, "members"))
        .orElse(List.of())
        .stream()
        .forEach(
            name ->
                parties.person(name).ifPresent(person -> parties.addOnce(person, name, members)));
    Optional<Rotation> onCall =
        section
            .optional("on_call")
            .flatMap(value -> text(value, "on_call"))
            .flatMap(parties::rotation);
    return Optional.of(new Team(id, members, onCall));
  }

  private List<Service> services(Node node) {
    List<Service> services = new ArrayList<>();
    if (!(node instanceof SequenceNode list)) {
      mistakes.add(node, "services must be a list (each begins with '-')");
      return services;
    }
    if (list.getValue().size() > MOST_SERVICES) {
      mistakes.add(node, "there may be at most " + MOST_SERVICES + " services");
      return services;
    }
    list.getValue().forEach(item -> service(item).ifPresent(services::add));
    return services;
  }

  private Optional<Service> service(Node node) {
    String what = "a service";
    Section section = Section.of(node, what, KNOWN_SERVICE, mistakes);
    Optional<List<Matcher>> match =
        section.required("service", what).map(value -> matchers.on("service", value));
    Optional<Party> call =
        section.required("call", what).flatMap(value -> text(value, "call")).flatMap(parties::find);
    List<Party> with =
        section
            .optional("with")
            .map(value -> parties.find(values.texts(value, "with")))
            .orElse(List.of());
    return match.flatMap(conditions -> call.map(party -> new Service(conditions, party, with)));
  }

  private Map<String, Party> roles(Node node) {
    Map<String, Party> roles = new LinkedHashMap<>();
    Map<String, String> taken = new LinkedHashMap<>();
    Section section = Section.open(node, "roles", mistakes);
    if (section.entries().size() > MOST) {
      mistakes.add(node, "there may be at most " + MOST + " roles");
      return roles;
    }
    section
        .entries()
        .forEach(
            (role, entry) -> {
              if (role.isBlank() || role.length() > LONGEST_ROLE) {
                mistakes.add(entry.key(), "a role has 1 to " + LONGEST_ROLE + " characters");
              }
              Optional.ofNullable(taken.putIfAbsent(Roster.plain(role), role))
                  .ifPresent(
                      other -> mistakes.add(entry.key(), "it is the same role as '" + other + "'"));
              text(entry.value(), "whom a role stands for")
                  .flatMap(parties::find)
                  .ifPresent(party -> roles.put(role, party));
            });
    return roles;
  }

  private List<Party> always(Node node) {
    List<Text> names = values.texts(node, "always");
    if (names.size() > MOST_ALWAYS) {
      mistakes.add(node, "at most " + MOST_ALWAYS + " may be invited always");
    }
    return parties.find(names);
  }

  private Optional<Text> text(Node node, String what) {
    return values.text(node, what).map(value -> new Text(node, value));
  }
}
