package io.tocsin.config;

import io.tocsin.config.SharedLanes.Draft;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.Route;
import io.tocsin.routing.Routing;
import java.util.ArrayList;
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
 */
public final class DefaultRouting {
  private static final String CHANNEL = "discord";
  private static final String PREFIX = "DISCORD_WEBHOOK_";
  private static final String GENERAL = "GENERAL";

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

  /** The variables it reads, beside {@code TOCSIN_LOCAL}. */
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
    return new Routing(
        new SharedLanes(List.copyOf(drafts.values())).targets(), routes(drafts), Map.of());
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
