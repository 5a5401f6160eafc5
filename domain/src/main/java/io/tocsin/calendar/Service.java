package io.tocsin.calendar;

import io.tocsin.routing.Matcher;
import java.util.List;

/**
 * Whom services concern.
 *
 * @param match conditions on the field {@code service}, which a service's name must all fulfil
 * @param call who is called
 * @param with who comes besides
 */
public record Service(List<Matcher> match, Party call, List<Party> with) {
  public Service {
    match = List.copyOf(match);
    with = List.copyOf(with);
  }

  boolean is(String name) {
    return match.stream().allMatch(one -> one.negated() != one.condition().holds(name));
  }
}
