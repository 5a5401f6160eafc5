package io.tocsin.config;

import io.tocsin.calendar.Party;
import io.tocsin.calendar.Person;
import io.tocsin.calendar.Roster;
import io.tocsin.calendar.Rotation;
import io.tocsin.config.Values.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** The people, teams and rotations, by their names; each name is there once, whatever it names. */
final class Parties {
  private static final String PERSON = "person";
  private static final String ROTATION = "rotation";

  private final Mistakes mistakes;
  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, Party> parties = new LinkedHashMap<>();

  Parties(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Takes a name, so that it is known whether or not there are mistakes in what it names. */
  void declare(Node key, String kind, String name) {
    Names.check(key, "the name of a " + kind, name, mistakes);
    Optional.ofNullable(kinds.putIfAbsent(Roster.plain(name), kind))
        .ifPresent(other -> mistakes.add(key, "there is a " + other + " '" + name + "' already"));
  }

  void add(Party party) {
    parties.putIfAbsent(Roster.plain(party.id()), party);
  }

  List<Party> all() {
    return List.copyOf(parties.values());
  }

  Optional<Party> find(Text name) {
    if (kind(name).isEmpty()) {
      mistakes.add(
          name.node(), "there is no person, team or rotation '" + name.value() + "' in meetings");
    }
    return party(name);
  }

  List<Party> find(List<Text> names) {
    List<Party> found = new ArrayList<>();
    for (Text name : names) {
      find(name).ifPresent(party -> addOnce(party, name, found));
    }
    return found;
  }

  Optional<Person> person(Text name) {
    return expected(name, PERSON).filter(Person.class::isInstance).map(Person.class::cast);
  }

  Optional<Rotation> rotation(Text name) {
    return expected(name, ROTATION).filter(Rotation.class::isInstance).map(Rotation.class::cast);
  }

  <P extends Party> void addOnce(P party, Text name, List<P> to) {
    if (to.contains(party)) {
      mistakes.add(name.node(), "'" + name.value() + "' is here twice");
    }
    to.add(party);
  }

  private Optional<Party> expected(Text name, String kind) {
    Optional<String> found = kind(name);
    if (found.isEmpty()) {
      mistakes.add(name.node(), "there is no " + kind + " '" + name.value() + "' in meetings");
    }
    found
        .filter(other -> !other.equals(kind))
        .ifPresent(
            other ->
                mistakes.add(
                    name.node(), "'" + name.value() + "' is a " + other + ", not a " + kind));
    return party(name);
  }

  private Optional<String> kind(Text name) {
    return Optional.ofNullable(kinds.get(Roster.plain(name.value())));
  }

  private Optional<Party> party(Text name) {
    return Optional.ofNullable(parties.get(Roster.plain(name.value())));
  }
}
