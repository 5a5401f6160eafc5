package io.tocsin.routing;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.alert.Alert;
import io.tocsin.keys.Secret;
import io.tocsin.store.MapSilences;
import io.tocsin.store.MemoryMaps;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
  /** NOON is on a Saturday. */
  private static final Window WEEKEND =
      new Window(
          "weekend",
          Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
          List.of(),
          List.of(),
          Set.of(),
          ZoneOffset.UTC);

  private static final Instant MONDAY = NOON.plus(Duration.ofDays(2));

  private static Route route(String target, Optional<Window> active, Window... mute) {
    return new Route("r", List.of(), List.of(target), true, Terms.DEFAULT, active, List.of(mute));
  }

  private static Routing routing(Route... routes) {
    return new Routing(
        Map.of("a", target("a", "a"), "b", target("b", "b")), List.of(routes), Map.of());
  }

  /** Each pick as its target's name, with the reason where it is muted. */
  private static List<String> texts(List<Pick> picks) {
    return picks.stream()
        .map(pick -> pick.target().name() + pick.muted().map(why -> " " + why).orElse(""))
        .toList();
  }

  @Test
  void aRouteMatchesInsideItsWindowOnly() {
    Route last = new Route(List.of(), List.of("a"), false);
    Routing routing =
        routing(
            new Route(
                "r",
                List.of(),
                List.of("b"),
                false,
                Terms.DEFAULT,
                Optional.of(WEEKEND),
                List.of()),
            last);

    assertEquals(List.of("b"), texts(routing.picks(alert("1"), NOON)));
    assertEquals(List.of("a"), texts(routing.picks(alert("1"), MONDAY)));
  }

  @Test
  void whatAMutedRoutePicksIsMutedAndEndsTheRoutingAllTheSame() {
    Route muted =
        new Route(
            "r",
            List.of(),
            List.of("a", "b"),
            false,
            Terms.DEFAULT,
            Optional.empty(),
            List.of(WEEKEND));
    Routing routing = routing(muted, route("a", Optional.empty()));

    assertEquals(
        List.of("a muted by the window weekend", "b muted by the window weekend"),
        texts(routing.picks(alert("1"), NOON)));
    assertEquals(List.of("a", "b"), texts(routing.picks(alert("1"), MONDAY)));
  }

  @Test
  void aTargetIsToldWhenOneRouteDoesNotMuteIt() {
    Routing routing =
        routing(
            route("a", Optional.empty(), WEEKEND),
            route("b", Optional.empty()),
            route("a", Optional.empty()));

    assertEquals(List.of("a", "b"), texts(routing.picks(alert("1"), NOON)));
  }

  @Test
  void theFirstRouteThatTellsATargetSetsTheTerms() {
    Terms first = terms("b");
    Routing routing =
        routing(
            new Route(List.of(), List.of("a"), true, first),
            new Route(List.of(), List.of("a"), true));

    assertEquals(first, routing.picks(alert("1"), NOON).get(0).terms());
  }

  @Test
  void aFallbackMustBeATarget() {
    assertThrows(
        IllegalArgumentException.class,
        () -> routing(new Route(List.of(), List.of("a"), true, terms("c"))));
  }

  private static Terms terms(String fallback) {
    return new Terms(
        Optional.of(fallback),
        Optional.empty(),
        List.of(),
        Duration.ZERO,
        Duration.ZERO,
        Terms.Resolved.UPDATE);
  }

  @Test
  void aSilencedAlertIsMutedAndSaysWhyUntilTheSilenceEnds() {
    Silenced silenced = new Silenced(routing(route("a", Optional.empty())));
    silenced.put("si_1", NOON.plusSeconds(60), "service=plex", "severity=high");
    String reason = "a silenced by me until 2026-11-21T12:01:00Z: because";

    assertEquals(List.of(reason), silenced.picks("1", Duration.ZERO));
    assertEquals(List.of(reason), silenced.picks("1", Duration.ofSeconds(59)));
    assertEquals(List.of("a"), silenced.picks("1", Duration.ofSeconds(60)));
  }

  @Test
  void everyMatcherOfASilenceMustMatch() {
    Silenced silenced = new Silenced(routing(route("a", Optional.empty())));
    silenced.put("si_1", NOON.plusSeconds(60), "service=plex", "severity=low");

    assertEquals(List.of("a"), silenced.picks("1", Duration.ZERO));
  }

  @Test
  void whatAWindowMutesKeepsTheWindowsReason() {
    Silenced silenced =
        new Silenced(routing(route("a", Optional.empty(), WEEKEND), route("b", Optional.empty())));
    silenced.put("si_1", NOON.plusSeconds(60), "service=plex");

    assertEquals(
        List.of(
            "a muted by the window weekend",
            "b silenced by me until 2026-11-21T12:01:00Z: because"),
        silenced.picks("1", Duration.ZERO));
  }

  @Test
  void silencesAreReadAgainAfterTenSeconds() {
    Silenced silenced = new Silenced(routing(route("a", Optional.empty())));
    assertEquals(List.of("a"), silenced.picks("1", Duration.ZERO));
    silenced.put("si_1", NOON.plusSeconds(3600), "service=plex");

    assertEquals(List.of("a"), silenced.picks("1", Duration.ofMillis(9999)));
    assertEquals(
        1,
        silenced.picks("1", Duration.ofSeconds(10)).stream()
            .filter(pick -> pick.startsWith("a silenced by me"))
            .count());
  }

  @Test
  void aSilenceThatCannotBeReadSilencesNothing() {
    Silenced silenced = new Silenced(routing(route("a", Optional.empty())));
    silenced.put("si_1", NOON.plusSeconds(60), "service=plex", "moon=full");

    assertEquals(List.of("a"), silenced.picks("1", Duration.ZERO));
  }

  /** A silencer on a clock that is set. */
  private static final class Silenced extends Clock {
    private final Silences silences = new MapSilences(new MemoryMaps());
    private final Silencer silencer;
    private Instant now = NOON;

    Silenced(Routing routing) {
      silencer =
          new Silencer(
              routing,
              silences,
              expression -> {
                throw new IllegalArgumentException("not in these tests");
              },
              this);
    }

    void put(String id, Instant end, String... matchers) {
      silences.put(new Silence(id, List.of(matchers), "me", "because", NOON, end, "cm_1"), NOON);
    }

    List<String> picks(String id, Duration after) {
      now = NOON.plus(after);
      return texts(silencer.picks(alert(id), now));
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static final InPerson BOT =
      new InPerson("discord-dm", "user_id", Map.of("token", Secret.of("abc")));

  private static Alert owned(Optional<String> unwanted) {
    return alert("1").of("discord:4711", unwanted);
  }

  @Test
  void anOwnerIsToldBesidesWhatTheRoutesSay() {
    Routing routing = routing(route("a", Optional.empty())).with(BOT);

    assertEquals(List.of("a", "discord:4711"), texts(routing.picks(owned(Optional.empty()), NOON)));
    assertEquals(List.of("a"), texts(routing.picks(alert("1"), NOON)));
    assertEquals(List.of("a"), texts(routing.picks(alert("1").of("ci", Optional.empty()), NOON)));
    assertEquals(
        List.of("discord:4711"), texts(routing().with(BOT).picks(owned(Optional.empty()), NOON)));
    assertEquals(List.of(), texts(routing().picks(owned(Optional.empty()), NOON)));
  }

  @Test
  void anOwnerWhoDoesNotWantToBeToldIsMutedAndTheRoutesAreNot() {
    Routing routing = routing(route("a", Optional.empty())).with(BOT);

    assertEquals(
        List.of("a", "discord:4711 p3 is off"),
        texts(routing.picks(owned(Optional.of("p3 is off")), NOON)));
  }

  @Test
  void anOwnerWhoIsATargetHasOneNameAndOneLane() {
    Map<String, Secret> anna = Map.of("token", Secret.of("abc"), "user_id", Secret.of("4711"));
    Routing routing =
        new Routing(
                Map.of("anna", new Target("anna", "discord-dm", "people", anna)),
                List.of(route("anna", Optional.empty())),
                Map.of())
            .with(BOT);

    assertEquals(List.of("anna"), texts(routing.picks(owned(Optional.of("p3 is off")), NOON)));
  }

  @Test
  void anOwnersLaneAndTargetHaveItsName() {
    Routing routing = routing().with(BOT);
    Target target = routing.target("discord:4711").orElseThrow();

    assertEquals(
        Optional.of(Secret.of("4711")), Optional.ofNullable(target.settings().get("user_id")));
    assertEquals(List.of(target), routing.inLane("discord:4711").toList());
    assertEquals(List.of(), routing.inLane("people").toList());
    assertEquals(Optional.empty(), routing().target("discord:4711"));
  }
}
