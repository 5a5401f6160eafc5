package io.tocsin.config;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.Circumstances;
import io.tocsin.config.Values.Text;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the alert that shows what a rule is for. */
final class ExampleReader {
  private static final Set<String> KNOWN =
      Set.of("source", "service", "type", "title", "message", "systems", "labels", "context");

  private final Mistakes mistakes;
  private final Values values;

  ExampleReader(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  Circumstances read(Node node) {
    Section section = Section.of(node, "an example", KNOWN, mistakes);
    Alert.Builder alert =
        Alert.builder(
            "ev_example",
            text(section, "source").orElse("example"),
            text(section, "service").orElse("example"),
            text(section, "title").orElse(""));
    text(section, "type").ifPresent(alert::type);
    text(section, "message").ifPresent(alert::message);
    section
        .optional("systems")
        .map(list -> values.texts(list, "systems").stream().map(Text::value).toList())
        .ifPresent(alert::affectedSystems);
    alert.labels(texts(section, "labels"));
    return Circumstances.of(alert.build(), texts(section, "context"), Instant.EPOCH);
  }

  private Optional<String> text(Section section, String key) {
    return section.optional(key).flatMap(node -> values.text(node, key));
  }

  private Map<String, String> texts(Section section, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    section
        .optional(key)
        .map(node -> Section.open(node, key, mistakes).entries())
        .orElse(Map.of())
        .forEach(
            (name, entry) ->
                values.text(entry.value(), name).ifPresent(text -> texts.put(name, text)));
    return texts;
  }
}
