package io.tocsin.alert;

/** Whether the thing is still so. */
public enum Status {
  FIRING,
  RESOLVED
}
