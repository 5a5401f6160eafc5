package io.tocsin.simulation;

import io.tocsin.routing.Matcher;
import io.tocsin.routing.Route;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import io.tocsin.routing.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where alerts go here: {@code busy} and {@code twin} share a lane, {@code quiet} has one of its
 * own, as {@code ann} has, who is told directly. What {@code busy} cannot be told goes to {@code
 * mail}.
 */
final class Places {
  static final Routing ROUTING = routing();

  private Places() {}

  private static Routing routing() {
    Terms mailed =
        new Terms(
            Optional.of("mail"),
            Optional.empty(),
            List.of(),
            Duration.ZERO,
            Duration.ZERO,
            Terms.Resolved.UPDATE);
    Terms grouped =
        new Terms(
            Optional.empty(),
            Optional.empty(),
            List.of("labels.team"),
            Duration.ofSeconds(20),
            Duration.ofMinutes(5),
            Terms.Resolved.UPDATE);
    return new Routing(
        Map.of(
            "busy", target("busy", StrictChannel.HOOK, "busy"),
            "twin", target("twin", StrictChannel.HOOK, "busy"),
            "quiet", target("quiet", StrictChannel.HOOK, "quiet"),
            "ann", target("ann", StrictChannel.PERSON, "ann"),
            "mail", target("mail", Letters.MAIL, "mail")),
        List.of(
            route("both", mailed, "busy", "quiet"),
            route("quiet", Terms.DEFAULT, "quiet"),
            route("ann", Terms.DEFAULT, "ann"),
            route("twin", Terms.DEFAULT, "twin"),
            route("grouped", grouped, "quiet"),
            new Route(List.of(), List.of("busy"), false, mailed)),
        Map.of());
  }

  private static Target target(String name, String channel, String lane) {
    return new Target(name, channel, lane, Map.of());
  }

  private static Route route(String type, Terms terms, String... targets) {
    return new Route(List.of(new Matcher("type", Set.of(type))), List.of(targets), false, terms);
  }
}
