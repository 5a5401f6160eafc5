package io.tocsin.calendar;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.calendar.Cast.Guest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is invited to a meeting about an alert. Words are looked up once; who is on call, and who is
 * away, is another question at each time.
 *
 * <p>Of what agents say, these words mean somebody here:
 *
 * <ul>
 *   <li>those in {@link Roster#roles};
 *   <li>{@code service owner}: who is called for the alert's service;
 *   <li>{@code on call for X}: who is called for the service X, or else for the party X;
 *   <li>{@code X on call}: who is called for the party X;
 *   <li>a party's name, or a person's address: everybody of it.
 * </ul>
 */
final class Casting {
  /** Calendars take more, and nobody else does. */
  static final int MOST = 30;

  private static final Pattern ON_CALL_FOR =
      Pattern.compile("on[- ]call for (.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern ON_CALL =
      Pattern.compile("(.+) on[- ]call", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Set<String> OWNERS = Set.of("service-owner", "owner-of-the-service");

  /** The strongest reason first. */
  private enum Reason {
    OWN_SERVICE,
    CALLED,
    NAMED,
    ALWAYS
  }

  private record Entry(Reason reason, Party party, String why) {
    List<Person> people(Instant at) {
      return reason == Reason.OWN_SERVICE || reason == Reason.CALLED
          ? party.called(at)
          : party.everybody(at);
    }
  }

  private final Roster roster;
  private final Alert alert;
  private final List<Entry> entries = new ArrayList<>();

  Casting(Roster roster, Alert alert, List<Invitee> invitees) {
    this.roster = roster;
    this.alert = alert;
    callFor(alert.service(), Reason.OWN_SERVICE, "on call for " + alert.service());
    invitees.forEach(this::add);
    roster
        .always()
        .forEach(party -> entries.add(new Entry(Reason.ALWAYS, party, "always invited")));
    entries.sort(Comparator.comparing(Entry::reason));
  }

  /** Who is invited when the meeting begins then: each person once, for the strongest reason. */
  Cast at(Instant when) {
    Map<String, Entry> why = new LinkedHashMap<>();
    Map<String, Person> people = new LinkedHashMap<>();
    for (Entry entry : entries) {
      for (Person person : entry.people(when)) {
        why.putIfAbsent(person.id(), entry);
        people.putIfAbsent(person.id(), person);
      }
    }
    Reason strongest = strongest(why);
    long always = why.values().stream().filter(one -> one.reason() == Reason.ALWAYS).count();
    long room = Math.max(0, MOST - always);
    List<Guest> must = new ArrayList<>();
    List<Guest> others = new ArrayList<>();
    for (Map.Entry<String, Entry> one : why.entrySet()) {
      Entry entry = one.getValue();
      boolean fits = must.size() + others.size() < (entry.reason() == Reason.ALWAYS ? MOST : room);
      Person person = people.get(one.getKey());
      if (person != null && fits) {
        boolean needed = strongest == Reason.NAMED || entry.reason() == strongest;
        (needed ? must : others).add(new Guest(person, entry.why()));
      }
    }
    return new Cast(must, others);
  }

  /** Of those who are called for something, only the strongest must come; without any, all must. */
  private static Reason strongest(Map<String, Entry> why) {
    return why.values().stream()
        .map(Entry::reason)
        .filter(reason -> reason.compareTo(Reason.NAMED) < 0)
        .findFirst()
        .orElse(Reason.NAMED);
  }

  private void add(Invitee invitee) {
    String who = invitee.who().strip();
    String why = who + ": " + invitee.why();
    Matcher onCallFor = ON_CALL_FOR.matcher(who);
    Matcher onCall = ON_CALL.matcher(who);
    if (roster.role(who).isPresent()) {
      roster.role(who).ifPresent(party -> entries.add(new Entry(Reason.CALLED, party, why)));
    } else if (OWNERS.contains(Roster.plain(who))) {
      callFor(alert.service(), Reason.OWN_SERVICE, why);
    } else if (onCallFor.matches()) {
      callFor(onCallFor.group(1), Reason.CALLED, why);
    } else if (onCall.matches()) {
      roster
          .find(onCall.group(1))
          .ifPresent(party -> entries.add(new Entry(Reason.CALLED, party, why)));
    } else {
      roster.find(who).ifPresent(party -> entries.add(new Entry(Reason.NAMED, party, why)));
    }
  }

  private void callFor(String service, Reason reason, String why) {
    roster.callFor(service).ifPresent(party -> entries.add(new Entry(reason, party, why)));
    roster.service(service).map(Service::with).orElse(List.of()).stream()
        .map(party -> new Entry(Reason.NAMED, party, "comes when it is about " + service))
        .forEach(entries::add);
  }
}
