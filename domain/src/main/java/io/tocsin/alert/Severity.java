package io.tocsin.alert;

/** How bad it is. */
public enum Severity {
  CRITICAL(0),
  HIGH(1),
  MEDIUM(2),
  LOW(3),
  INFO(4);

  private final int rank;

  Severity(int rank) {
    this.rank = rank;
  }

  /** The place in a lane: 0 goes first. Stored, so a severity's rank never changes. */
  public int rank() {
    return rank;
  }
}
