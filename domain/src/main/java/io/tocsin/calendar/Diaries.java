package io.tocsin.calendar;

import io.tocsin.calendar.Times.Span;
import io.tocsin.meeting.Busy;
import io.tocsin.meeting.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** When people can: in working hours and not somewhere else. Each is reckoned once, when asked. */
final class Diaries {
  private final Map<String, List<Span>> busy = new HashMap<>();
  private final Map<String, Times> free = new HashMap<>();
  private final Instant from;
  private final Instant until;

  /** Diaries for slots of that length in the days that are searched. */
  Diaries(List<Busy> busy, Duration length, Instant now) {
    this.from = now;
    this.until = now.plus(Search.DAYS).plus(length).plus(Search.SOONEST).plus(Search.STEP);
    busy.forEach(
        one ->
            this.busy
                .computeIfAbsent(key(one.address()), address -> new ArrayList<>())
                .add(new Span(one.slot().start(), one.slot().end())));
  }

  boolean can(Person person, Slot slot) {
    return free.computeIfAbsent(person.id(), id -> free(person)).holds(slot);
  }

  private Times free(Person person) {
    return person
        .hours()
        .between(from, until)
        .without(Times.of(busy.getOrDefault(key(person.address()), List.of())));
  }

  private static String key(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}
