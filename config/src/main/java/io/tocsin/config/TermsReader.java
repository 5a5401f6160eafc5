package io.tocsin.config;

import io.tocsin.config.Values.Text;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.Terms;
import io.tocsin.routing.Terms.Resolved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads how a route wants its alerts delivered. */
final class TermsReader {
  static final Set<String> KNOWN =
      Set.of("fallback", "fallback_after", "group_by", "group_wait", "repeat_every", "resolved");

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration LATEST_FALLBACK = Duration.ofDays(1);
  private static final Duration LONGEST_REPEAT = Duration.ofDays(30);
  private static final int MOST_FIELDS = 10;

  private final Set<String> targets;
  private final Mistakes mistakes;
  private final Values values;

  TermsReader(Set<String> targets, Mistakes mistakes) {
    this.targets = targets;
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  /** The terms in a route's section, whose targets are these. */
  Terms read(Section route, List<String> to) {
    Optional<String> fallback = route.optional("fallback").flatMap(node -> fallback(node, to));
    Optional<Node> after = route.optional("fallback_after");
    if (after.isPresent() && route.optional("fallback").isEmpty()) {
      mistakes.add(after.get(), "fallback_after needs 'fallback' beside it");
    }
    return new Terms(
        fallback,
        time(route, "fallback_after", Duration.ofSeconds(1), LATEST_FALLBACK),
        route.optional("group_by").map(this::fields).orElse(List.of()),
        time(route, "group_wait", Duration.ZERO, LONGEST_WAIT).orElse(Duration.ZERO),
        time(route, "repeat_every", Duration.ofMinutes(1), LONGEST_REPEAT).orElse(Duration.ZERO),
        route.optional("resolved").flatMap(this::resolved).orElse(Resolved.UPDATE));
  }

  private Optional<String> fallback(Node node, List<String> to) {
    Optional<String> fallback = values.text(node, "fallback");
    if (fallback.isPresent() && !targets.contains(fallback.get())) {
      mistakes.add(node, "there is no target '" + fallback.get() + "'");
    }
    if (fallback.filter(to::contains).isPresent()) {
      mistakes.add(
          node, "'" + fallback.get() + "' cannot be its own fallback; name another target");
    }
    return fallback;
  }

  private Optional<Duration> time(Section route, String key, Duration least, Duration most) {
    return route.optional(key).flatMap(node -> Durations.read(node, key, least, most, mistakes));
  }

  private List<String> fields(Node node) {
    List<String> fields = new ArrayList<>();
    for (Text text : values.texts(node, "group_by")) {
      if (!Matcher.isField(text.value())) {
        mistakes.add(text.node(), Matcher.noField(text.value()));
      }
      fields.add(text.value());
    }
    if (fields.size() > MOST_FIELDS) {
      mistakes.add(node, "group_by may have at most " + MOST_FIELDS + " fields");
    }
    return fields;
  }

  private Optional<Resolved> resolved(Node node) {
    Optional<String> word = values.scalar(node);
    Optional<Resolved> resolved =
        Stream.of(Resolved.values()).filter(one -> word.equals(Optional.of(word(one)))).findFirst();
    if (resolved.isEmpty()) {
      mistakes.add(
          node,
          "resolved must be one of "
              + Stream.of(Resolved.values())
                  .map(TermsReader::word)
                  .collect(Collectors.joining(", ")));
    }
    return resolved;
  }

  private static String word(Resolved resolved) {
    return resolved.name().toLowerCase(Locale.ROOT);
  }
}
