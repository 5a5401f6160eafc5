package io.tocsin.config;

import io.tocsin.config.SharedLanes.Draft;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.Route;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The routing without a file, made of the variables {@code DISCORD_WEBHOOK_*}.
 *
 * <p>An alert of the type {@code tracklist}, {@code monitoring} or {@code security} goes to the
 * hook of its type, any other to {@code CRITICAL} or {@code ERRORS} when it is critical or high,
 * and to {@code GENERAL} otherwise. A hook that is not set falls back to {@code GENERAL}. Without
 * that one either, the alert's type is passed over, so that a critical alert still finds {@code
 * CRITICAL}; what finds nothing at all is recorded without a delivery.
 *
 * <p>Where meetings can be made, which {@code SLOTIFY_API_URL} or {@code TOCSIN_MEETING_MAIL_FROM}
 * says, every critical alert becomes one besides, and every alert of ChainSync.
 */
public final class DefaultRouting {
  private static final String CHANNEL = "discord";
  private static final String PREFIX = "DISCORD_WEBHOOK_";
  private static final String GENERAL = "GENERAL";
  private static final List<String> MEETING_PLACES =
      List.of("SLOTIFY_API_URL", "TOCSIN_MEETING_MAIL_FROM");
  private static final String MEETINGS = "meetings";

  /** Which alerts each hook is for, the first that matches. */
  private static final Map<String, List<Matcher>> HOOKS = new LinkedHashMap<>();

  static {
    HOOKS.put("TRACKLIST", type("tracklist"));
    HOOKS.put("MONITORING", type("monitoring"));
    HOOKS.put("SECURITY", type("security"));
    HOOKS.put("CRITICAL", severity("critical"));
    HOOKS.put("ERRORS", severity("high"));
    HOOKS.put(GENERAL, List.of());
  }

  private DefaultRouting() {}

  /** The variables of its webhooks. */
  public static List<String> variables() {
    return HOOKS.keySet().stream().map(hook -> PREFIX + hook).toList();
  }

  /**
   * Makes the routing; with none of the variables set it has no targets.
   *
   * @throws InvalidConfigException naming each variable that holds no usable address
   */
  public static Routing from(Function<String, Optional<String>> lookup) {
    Variables variables = new Variables(lookup);
    Addresses addresses = new Addresses(variables.local());
    Mistakes mistakes = new Mistakes();
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (String hook : HOOKS.keySet()) {
      Optional<String> url = variables.get(PREFIX + hook);
      url.flatMap(address -> addresses.mistake(CHANNEL, address))
          .ifPresent(mend -> mistakes.add("the address in " + PREFIX + hook + " " + mend));
      url.ifPresent(address -> drafts.put(hook, draft(hook, address, addresses)));
    }
    mistakes.check();
    Routing desk = ofMeetings(lookup);
    Map<String, Target> targets =
        new HashMap<>(new SharedLanes(List.copyOf(drafts.values())).targets());
    targets.putAll(desk.targets());
    List<Route> all = new ArrayList<>(desk.routes());
    all.addAll(routes(drafts));
    return new Routing(targets, all, Map.of());
  }

  /** Its part about meetings; without targets where none can be made. */
  static Routing ofMeetings(Function<String, Optional<String>> lookup) {
    Variables variables = new Variables(lookup);
    if (MEETING_PLACES.stream().allMatch(name -> variables.get(name).isEmpty())) {
      return new Routing(Map.of(), List.of(), Map.of());
    }
    Target desk = new Target(MEETINGS, MeetingRoutes.CHANNEL, MEETINGS, Map.of());
    return new Routing(
        Map.of(MEETINGS, desk),
        List.of(
            new Route(severity("critical"), List.of(MEETINGS), true),
            new Route(
                List.of(new Matcher("source", Set.of("chainsync"))), List.of(MEETINGS), true)),
        Map.of());
  }

  private static Draft draft(String hook, String url, Addresses addresses) {
    return new Draft(
        CHANNEL + "-" + hook.toLowerCase(Locale.ROOT),
        CHANNEL,
        Optional.empty(),
        Map.of("url", Secret.of(url)),
        Optional.of(Secret.of(addresses.place(CHANNEL, url))));
  }

  private static List<Route> routes(Map<String, Draft> drafts) {
    List<Route> routes = new ArrayList<>();
    HOOKS.forEach(
        (hook, matchers) ->
            Optional.ofNullable(drafts.getOrDefault(hook, drafts.get(GENERAL)))
                .map(draft -> new Route(matchers, List.of(draft.name()), false))
                .ifPresent(routes::add));
    return routes;
  }

  private static List<Matcher> type(String value) {
    return List.of(new Matcher("type", Set.of(value)));
  }

  private static List<Matcher> severity(String value) {
    return List.of(new Matcher("severity", Set.of(value)));
  }
}
