package io.tocsin.config;

import io.tocsin.analysis.Obligation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what must be done in certain cases, and by when. */
final class ObligationReader {
  private static final Set<String> KNOWN = Set.of("kind", "what", "reason", "within");
  private static final String WHAT = "an obligation";
  private static final Duration MOST = Duration.ofDays(365);

  private final Mistakes mistakes;
  private final Sentences sentences;

  ObligationReader(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.sentences = new Sentences(mistakes);
  }

  /** The obligation; absent when it has mistakes. */
  Optional<Obligation> read(String name, Node node) {
    Section section = Section.of(node, WHAT, KNOWN, mistakes);
    Optional<Obligation.Kind> kind = section.required("kind", WHAT).flatMap(this::kind);
    Optional<String> what =
        section.required("what", WHAT).flatMap(text -> sentences.one(text, "what"));
    Optional<String> reason =
        section.required("reason", WHAT).flatMap(text -> sentences.one(text, "reason"));
    Optional<Duration> within =
        section
            .required("within", WHAT)
            .flatMap(time -> Durations.read(time, "within", Duration.ZERO, MOST, mistakes));
    return kind.isPresent() && what.isPresent() && reason.isPresent() && within.isPresent()
        ? Optional.of(new Obligation(name, kind.get(), what.get(), reason.get(), within.get()))
        : Optional.empty();
  }

  private Optional<Obligation.Kind> kind(Node node) {
    Optional<String> word = new Values(mistakes).scalar(node);
    Optional<Obligation.Kind> kind =
        Arrays.stream(Obligation.Kind.values())
            .filter(each -> word.equals(Optional.of(lower(each))))
            .findFirst();
    if (kind.isEmpty()) {
      mistakes.add(
          node,
          "kind must be one of "
              + Arrays.stream(Obligation.Kind.values())
                  .map(ObligationReader::lower)
                  .collect(Collectors.joining(", ")));
    }
    return kind;
  }

  private static String lower(Obligation.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
