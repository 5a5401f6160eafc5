package io.tocsin.calendar;

import java.time.Instant;
import java.util.List;

/** Somebody who can be called or invited, or several. */
public sealed interface Party permits Person, Team, Rotation {

  /** The name in {@code tocsin.yml}, unlike that of any other. */
  String id();

  /** Whom to call at that time; nobody who is away. */
  List<Person> called(Instant at);

  /** Everybody of it at that time, those to call first; nobody who is away. */
  List<Person> everybody(Instant at);
}
