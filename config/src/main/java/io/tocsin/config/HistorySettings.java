package io.tocsin.config;

import io.tocsin.keeping.Kind;
import io.tocsin.keeping.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * How long the history is kept: what {@code tocsin.yml} says of each kind, and for the others
 * {@code TOCSIN_HISTORY_DAYS}. Every function that writes the history reads both.
 */
public final class HistorySettings {
  private static final String DAYS = "TOCSIN_HISTORY_DAYS";
  private static final Set<String> KINDS =
      Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.toUnmodifiableSet());

  private HistorySettings() {}

  /**
   * Reads them.
   *
   * @param lookup of which {@code TOCSIN_CONFIG} is the path of {@code tocsin.yml}, if there is one
   * @throws InvalidConfigException naming every mistake
   */
  public static Retention from(Function<String, Optional<String>> lookup) {
    Retention usual =
        Retention.of(
            new Variables(lookup).get(DAYS).map(HistorySettings::days).orElse(Retention.USUAL));
    return new Variables(lookup)
        .get("TOCSIN_CONFIG")
        .map(file -> usual.with(ConfigReader.readHistory(RuleFile.at(Path.of(file)).text())))
        .orElse(usual);
  }

  private static Duration days(String text) {
    Duration days =
        text.matches("[0-9]{1,4}") ? Duration.ofDays(Long.parseLong(text)) : Duration.ZERO;
    if (days.compareTo(Retention.SHORTEST) < 0 || days.compareTo(Retention.LONGEST) > 0) {
      Mistakes mistakes = new Mistakes();
      mistakes.add(
          DAYS
              + " must be a number of days from "
              + Retention.SHORTEST.toDays()
              + " to "
              + Retention.LONGEST.toDays());
      mistakes.check();
    }
    return days;
  }

  /** Those kinds for which the section says something. */
  static Map<Kind, Duration> read(Node node, Mistakes mistakes) {
    Map<Kind, Duration> kept = new EnumMap<>(Kind.class);
    Section.of(node, "history", Set.of("keep"), mistakes)
        .optional("keep")
        .map(keep -> Section.of(keep, "history.keep", KINDS, mistakes))
        .ifPresent(
            keep ->
                keep.entries()
                    .forEach(
                        (word, entry) ->
                            Kind.named(word)
                                .ifPresent(
                                    kind ->
                                        time(word, entry.value(), mistakes)
                                            .ifPresent(time -> kept.put(kind, time)))));
    return kept;
  }

  private static Optional<Duration> time(String word, Node node, Mistakes mistakes) {
    return Durations.read(node, word, Retention.SHORTEST, Retention.LONGEST, "90d", mistakes);
  }
}
