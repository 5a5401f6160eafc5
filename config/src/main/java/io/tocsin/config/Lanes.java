package io.tocsin.config;

import io.tocsin.delivery.Budget;
import io.tocsin.routing.Target;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the budgets of lanes. */
final class Lanes {
  private static final int MOST_PER_MINUTE = 6000;
  private static final int MOST_AT_ONCE = 100;
  private static final Set<String> KNOWN = Set.of("per_minute", "burst");

  private final Collection<Target> targets;
  private final Mistakes mistakes;
  private final Values values;

  Lanes(Collection<Target> targets, Mistakes mistakes) {
    this.targets = targets;
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  Map<String, Budget> read(Section section) {
    Map<String, Budget> budgets = new LinkedHashMap<>();
    section
        .entries()
        .forEach(
            (name, entry) ->
                budget(name, entry.value()).ifPresent(budget -> budgets.put(name, budget)));
    return budgets;
  }

  /** A lane that no target is in is not looked for: its target may be the one with a mistake. */
  void refuseUnused(Section section) {
    section
        .entries()
        .forEach(
            (name, entry) -> {
              if (targets.stream().noneMatch(target -> target.lane().equals(name))) {
                mistakes.add(entry.key(), "no target is in the lane '" + name + "'");
              }
            });
  }

  private Optional<Budget> budget(String name, Node node) {
    String what = "the lane '" + name + "'";
    Section section = Section.of(node, what, KNOWN, mistakes);
    Optional<Integer> perMinute =
        section
            .required("per_minute", what)
            .flatMap(value -> values.integer(value, "per_minute", 1, MOST_PER_MINUTE));
    Optional<Integer> burst =
        section
            .optional("burst")
            .map(value -> values.integer(value, "burst", 1, MOST_AT_ONCE))
            .orElse(Optional.of(1));
    if (perMinute.isEmpty() || burst.isEmpty()) {
      return Optional.empty();
    }
    checkPace(name, node, perMinute.get(), burst.get());
    return Optional.of(Budget.perMinute(perMinute.get(), burst.get()));
  }

  private void checkPace(String lane, Node node, int perMinute, int burst) {
    boolean discord =
        targets.stream()
            .anyMatch(target -> target.lane().equals(lane) && target.channel().equals("discord"));
    if (discord && !DiscordPace.allows(perMinute, burst)) {
      mistakes.add(
          node,
          "is faster than Discord allows: 30 messages in any minute, 5 at once; with per_minute "
              + perMinute
              + " use "
              + (perMinute > DiscordPace.MOST_PER_MINUTE
                  ? "at most " + DiscordPace.MOST_PER_MINUTE
                  : "burst " + DiscordPace.burst(perMinute)));
    }
  }
}
