package io.tocsin.lambda;

/**
 * In the application context of a rehearsal, and in no other: by it, what would reach beyond the
 * process knows that it must not. It is no setting, so that nobody can set it by mistake.
 */
public final class Rehearsing {
  Rehearsing() {}
}
