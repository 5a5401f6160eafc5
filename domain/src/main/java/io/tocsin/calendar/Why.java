package io.tocsin.calendar;

import io.tocsin.meeting.Slot;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says why a time was chosen, with the clock of the first who must come. */
record Why(WorkingHours office) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  String say(String reason, Slot slot, Cast cast) {
    ZoneId zone = cast.isEmpty() ? office.zone() : cast.must().get(0).person().hours().zone();
    return reason + "; " + TIME.format(slot.start().atZone(zone)) + " " + zone.getId();
  }
}
