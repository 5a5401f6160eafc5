package io.tocsin.client;

/** How bad it is. Tocsin's severities in brackets. */
public enum Priority {
  /** Somebody must look at it now (critical). */
  P1,
  /** It fails, and cannot wait long (high). */
  P2,
  /** Worth knowing (medium). The {@linkplain Preferences#usual() usual preferences} mute it. */
  P3,
  /** Hardly worth knowing (low). The {@linkplain Preferences#usual() usual preferences} mute it. */
  P4
}
