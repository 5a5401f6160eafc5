package io.tocsin.calendar;

import io.tocsin.meeting.Attendee;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is invited to a meeting at a certain time.
 *
 * @param must without whom there is no meeting; empty only when nobody is invited
 * @param others who come when they can
 */
record Cast(List<Guest> must, List<Guest> others) {

  record Guest(Person person, String why) {}

  Cast {
    must = List.copyOf(must);
    others = List.copyOf(others);
  }

  boolean isEmpty() {
    return must.isEmpty();
  }

  int size() {
    return must.size() + others.size();
  }

  List<Attendee> attendees() {
    return Stream.concat(must.stream(), others.stream())
        .map(guest -> new Attendee(guest.person().address(), guest.person().name(), guest.why()))
        .toList();
  }
}
