package io.tocsin.local.standins;

/** How the stand-in of a service that is called for its answers can misbehave. */
public enum ServiceFault {
  /** It does not. */
  NONE,
  /** Closes the connection, and does nothing. */
  DOWN,
  /** Answers 500, and does nothing. */
  SERVER_ERROR,
  /** Answers 429 with a time to wait, and does nothing. */
  THROTTLED,
  /** Answers 401 as if the key were no more, and does nothing. */
  REFUSED,
  /** Neither does anything nor answers. */
  SLOW,
  /** Does what it is told, and does not answer. */
  LOST;

  /** What follows on the connection. */
  Fault onTheWire() {
    return switch (this) {
      case DOWN -> Fault.DROP;
      case SLOW, LOST -> Fault.HANG;
      default -> Fault.NONE;
    };
  }
}
