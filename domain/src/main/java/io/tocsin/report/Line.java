package io.tocsin.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where counters stand: those of a subject in one hour.
 *
 * @param hour when it begins, in UTC
 */
public record Line(Instant hour, Subject subject) {

  /** The line for what happened to the subject then. */
  public static Line at(Instant time, Subject subject) {
    return new Line(time.truncatedTo(ChronoUnit.HOURS), subject);
  }
}
