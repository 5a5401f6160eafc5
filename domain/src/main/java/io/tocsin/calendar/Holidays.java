package io.tocsin.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;

/**
 * Days on which nobody works who keeps them.
 *
 * @param once in their year only
 * @param yearly in every year that has them
 */
public record Holidays(List<Days> once, Set<MonthDay> yearly) {
  public static final Holidays NONE = new Holidays(List.of(), Set.of());

  public Holidays {
    once = List.copyOf(once);
    yearly = Set.copyOf(yearly);
  }

  boolean contains(LocalDate date) {
    return yearly.contains(MonthDay.from(date))
        || once.stream().anyMatch(one -> one.contains(date));
  }
}
