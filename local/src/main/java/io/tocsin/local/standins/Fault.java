package io.tocsin.local.standins;

/** How a stand-in can misbehave, for tests. */
public enum Fault {
  /** It does not. */
  NONE,
  /** Answers 500 and takes nothing. */
  SERVER_ERROR,
  /** Takes the message and does not answer. */
  HANG,
  /** Takes the message and closes the connection. */
  DROP,
  /** Says that the webhook does not exist any more. */
  GONE,
  /**
   * Discord only: answers 429 as the edge does when it has banned an address, with neither {@code
   * Via} nor rate headers nor a time to wait.
   */
  BANNED
}
