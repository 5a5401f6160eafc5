package io.tocsin.keys;

/** What a key may do. */
public enum Scope {
  ALERT,
  READ,
  INTENT,
  ADMIN
}
