package io.tocsin.alert;

import java.util.List;

/** How bad it is. */
public enum Severity {
  CRITICAL(0),
  HIGH(1),
  MEDIUM(2),
  LOW(3),
  INFO(4);

  public static final List<Severity> LEAST_FIRST = List.of(INFO, LOW, MEDIUM, HIGH, CRITICAL);

  private final int rank;

  Severity(int rank) {
    this.rank = rank;
  }

  /** The place in a lane: 0 goes first. Stored, so a severity's rank never changes. */
  public int rank() {
    return rank;
  }
}
