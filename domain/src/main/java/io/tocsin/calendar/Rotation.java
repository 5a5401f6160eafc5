package io.tocsin.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/**
 * People who are on call in turns. They hand over by the clock on the wall, so at the same time of
 * the day all year: in a night that has an hour less, a turn is an hour shorter. A time that this
 * clock does not show is when it is put forward over it, and one that it shows twice is the first.
 *
 * <p>Whoever is away when it is their turn is passed over: the next one in the order who is not is
 * on call.
 *
 * @param people in their order, at least one
 * @param turn 1 minute or longer
 * @param start when the first one's first turn begins; before that, nobody is on call
 * @param covers who takes a time that is another's turn, even where they are away; the first that
 *     fits counts
 */
public record Rotation(
    String id,
    List<Person> people,
    Duration turn,
    LocalDateTime start,
    ZoneId zone,
    List<Cover> covers)
    implements Party {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** Somebody is on call from then until then, whosever turn it is. */
  public record Cover(LocalDateTime from, LocalDateTime until, Person who) {
    private boolean contains(LocalDateTime wall) {
      return !wall.isBefore(from) && wall.isBefore(until);
    }
  }

  public Rotation {
    people = List.copyOf(people);
    covers = List.copyOf(covers);
    if (people.isEmpty() || turn.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("a rotation has people, and turns of at least a minute");
    }
  }

  /** Who is on call; at most one. */
  @Override
  public List<Person> called(Instant at) {
    LocalDateTime wall = wall(at);
    Optional<Cover> cover = covers.stream().filter(one -> one.contains(wall)).findFirst();
    if (cover.isPresent()) {
      return List.of(cover.get().who());
    }
    if (wall.isBefore(start)) {
      return List.of();
    }
    long turns = Duration.between(start, wall).dividedBy(turn);
    for (int i = 0; i < people.size(); i++) {
      Person person = people.get((int) ((turns + i) % people.size()));
      if (!person.hours().isAway(at)) {
        return List.of(person);
      }
    }
    return List.of();
  }

  @Override
  public List<Person> everybody(Instant at) {
    return called(at);
  }

  /** The latest that the wall's clock showed by then, so that nobody hands over twice. */
  private LocalDateTime wall(Instant at) {
    LocalDateTime wall = LocalDateTime.ofInstant(at, zone);
    return Optional.ofNullable(zone.getRules().getTransition(wall))
        .filter(ZoneOffsetTransition::isOverlap)
        .filter(change -> !at.isBefore(change.getInstant()))
        .map(change -> change.getDateTimeBefore().minusNanos(1))
        .orElse(wall);
  }
}
