package io.tocsin.calendar;

import java.time.Instant;
import java.util.List;

/**
 * Somebody.
 *
 * @param name for people to read
 * @param address for mail
 */
public record Person(String id, String name, String address, WorkingHours hours) implements Party {
  @Override
  public List<Person> called(Instant at) {
    return hours.isAway(at) ? List.of() : List.of(this);
  }

  @Override
  public List<Person> everybody(Instant at) {
    return called(at);
  }
}
