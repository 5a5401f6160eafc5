package io.tocsin.calendar;

import io.tocsin.alert.Alert;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.Window.Hours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** People for tests, and services that call them. */
final class People {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final WorkingHours OFFICE = WorkingHours.usual(ZoneId.of("UTC"), Holidays.NONE);

  private People() {}

  static Person in(String zone, String id) {
    return with(id, WorkingHours.usual(ZoneId.of(zone), Holidays.NONE));
  }

  static Person with(String id, WorkingHours hours) {
    return new Person(id, id.toUpperCase(Locale.ROOT), id + "@example.org", hours);
  }

  static Person away(String zone, String id, Days... days) {
    return with(
        id, new WorkingHours(ZoneId.of(zone), WorkingHours.USUAL, Holidays.NONE, List.of(days)));
  }

  /** The same hours on every day of the week. */
  static WorkingHours daily(String zone, String... hours) {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, hours(hours));
    }
    return new WorkingHours(ZoneId.of(zone), week, Holidays.NONE, List.of());
  }

  static List<Hours> hours(String... hours) {
    return List.of(hours).stream()
        .map(text -> text.split("-", 2))
        .map(part -> new Hours(LocalTime.parse(part[0]), LocalTime.parse(part[1])))
        .toList();
  }

  static Team team(String id, Person... members) {
    return new Team(id, List.of(members), Optional.empty());
  }

  /** A roster whose only service is plex. */
  static Roster plex(List<? extends Party> known, Party call, Party... with) {
    return new Roster(
        List.copyOf(known), List.of(service("plex", call, with)), Map.of(), List.of(), OFFICE);
  }

  static Service service(String name, Party call, Party... with) {
    return new Service(List.of(new Matcher("service", Set.of(name))), call, List.of(with));
  }

  static Alert alert(String service) {
    return Alert.builder("ev_1", "heimdallr", service, service + " is down").build();
  }
}
