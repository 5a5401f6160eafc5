package io.tocsin.calendar;

import java.time.LocalDate;

/** Days in a row, both inclusive. */
public record Days(LocalDate from, LocalDate to) {
  public Days {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the last of the days comes before the first");
    }
  }

  boolean contains(LocalDate date) {
    return !date.isBefore(from) && !date.isAfter(to);
  }
}
