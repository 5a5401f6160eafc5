package io.tocsin.config;

import io.tocsin.analysis.Clue;
import io.tocsin.config.Values.Text;
import io.tocsin.routing.Condition;
import io.tocsin.wire.LinearPatterns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what an alert must show: by each field's name a regular expression, or several. */
final class Clues {
  private static final Map<String, Clue.Field> FIELDS =
      Arrays.stream(Clue.Field.values())
          .collect(
              Collectors.toMap(
                  Clue.Field::word, field -> field, (one, same) -> one, LinkedHashMap::new));
  private static final Set<String> KNOWN = Set.copyOf(FIELDS.keySet());
  private static final int MOST = 20;

  /** In front of an expression and behind it: it may stand anywhere, in any case. */
  private static final int LONGEST = LinearPatterns.LONGEST - 20;

  private static final String ANYWHERE = "(?i).*(?:%s).*";

  private final Mistakes mistakes;
  private final Values values;
  private final LinearPatterns patterns = new LinearPatterns();

  Clues(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  List<Clue> read(Node node, String what) {
    List<Clue> clues = new ArrayList<>();
    Section section = Section.of(node, what, KNOWN, mistakes);
    section
        .entries()
        .forEach(
            (name, entry) ->
                Optional.ofNullable(FIELDS.get(name))
                    .map(field -> new Clue(field, conditions(entry.value(), name)))
                    .ifPresent(clues::add));
    return clues;
  }

  private List<Condition> conditions(Node node, String field) {
    List<Text> texts = values.texts(node, field);
    if (texts.size() > MOST) {
      mistakes.add(node, field + " may have at most " + MOST + " expressions");
      return List.of();
    }
    return texts.stream().flatMap(text -> condition(text).stream()).toList();
  }

  private Optional<Condition> condition(Text text) {
    if (text.value().length() > LONGEST) {
      mistakes.add(text.node(), "an expression may have at most " + LONGEST + " characters");
      return Optional.empty();
    }
    try {
      // By itself first: with something around it, "a)(b" would be an expression, too.
      Condition alone = patterns.compile(text.value());
      if (alone.holds("")) {
        mistakes.add(text.node(), "the expression matches everything; it must need something");
        return Optional.empty();
      }
      return Optional.of(patterns.compile(ANYWHERE.formatted(text.value())));
    } catch (IllegalArgumentException e) {
      mistakes.add(text.node(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
