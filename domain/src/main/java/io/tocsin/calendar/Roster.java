package io.tocsin.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Everybody who may be invited, and what they are called for.
 *
 * <p>Names are found in upper or lower case, and with spaces where they have hyphens: {@code
 * Streaming platform} is {@code streaming-platform}.
 *
 * @param parties people, teams and rotations, each {@link Party#id} once
 * @param services asked in this order; the first that fits counts
 * @param roles whom words such as {@code database administrator} stand for
 * @param always who is invited to every meeting
 * @param office when to meet while nobody is known to come
 */
public record Roster(
    List<Party> parties,
    List<Service> services,
    Map<String, Party> roles,
    List<Party> always,
    WorkingHours office) {
  /** Nobody, anywhere. */
  public static final Roster NOBODY = always(List.of(), WorkingHours.UTC);

  public Roster {
    parties = List.copyOf(parties);
    services = List.copyOf(services);
    roles = Map.copyOf(roles);
    always = List.copyOf(always);
  }

  /** People of whom nothing but the address is known: they come to every meeting. */
  public static Roster always(List<String> addresses, ZoneId zone) {
    WorkingHours office = WorkingHours.usual(zone, Holidays.NONE);
    List<Party> people =
        addresses.stream()
            .<Party>map(address -> new Person(address, address, address, office))
            .toList();
    return new Roster(people, List.of(), Map.of(), people, office);
  }

  /** Who is called for a service, or for a team or rotation of that name; nobody who is away. */
  public List<Person> onCall(String service, Instant at) {
    return callFor(service).map(party -> party.called(at)).orElse(List.of());
  }

  /** The person with that address for mail. */
  public Optional<Person> person(String address) {
    return parties.stream()
        .filter(Person.class::isInstance)
        .map(Person.class::cast)
        .filter(person -> person.address().equalsIgnoreCase(address))
        .findFirst();
  }

  Optional<Party> callFor(String service) {
    return service(service).map(Service::call).or(() -> find(service));
  }

  Optional<Service> service(String name) {
    return services.stream().filter(one -> one.is(name)).findFirst();
  }

  Optional<Party> role(String words) {
    String wanted = plain(words);
    return roles.entrySet().stream()
        .filter(role -> plain(role.getKey()).equals(wanted))
        .<Party>map(Map.Entry::getValue)
        .findFirst();
  }

  /** By name, or a person by address. */
  Optional<Party> find(String words) {
    String wanted = plain(words);
    return parties.stream()
        .filter(party -> plain(party.id()).equals(wanted))
        .findFirst()
        .or(() -> person(words.strip()));
  }

  /** As names are compared. */
  public static String plain(String words) {
    return words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
  }
}
