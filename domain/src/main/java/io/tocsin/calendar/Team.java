package io.tocsin.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * People who work together.
 *
 * @param onCall who is called for the team; without it, all of them are
 */
public record Team(String id, List<Person> members, Optional<Rotation> onCall) implements Party {
  public Team {
    members = List.copyOf(members);
  }

  @Override
  public List<Person> called(Instant at) {
    return onCall.map(rotation -> rotation.called(at)).orElseGet(() -> present(at));
  }

  @Override
  public List<Person> everybody(Instant at) {
    List<Person> first = called(at);
    return Stream.concat(
            first.stream(), present(at).stream().filter(person -> !first.contains(person)))
        .toList();
  }

  private List<Person> present(Instant at) {
    return members.stream().flatMap(person -> person.called(at).stream()).toList();
  }
}
