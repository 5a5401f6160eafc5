package io.tocsin.config;

import io.tocsin.config.InvalidConfigException.Position;
import io.tocsin.config.TemplateRule.Field;
import io.tocsin.config.Values.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the templates: their form, their language and the names in them. */
final class Templates {
  private static final int MOST = 100;
  private static final int MOST_FIELDS = 25;
  private static final int LONGEST = 8_000;
  private static final int LONGEST_NAME = 100;
  private static final String WHAT = "a template";
  private static final Set<String> ABOUT = Set.of("channels", "types");
  private static final Set<String> PARTS = Set.of("title", "message", "fields", "colour");
  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");

  private final String source;
  private final Set<String> channels;
  private final Mistakes mistakes;
  private final Values values;

  /**
   * Reads from a file.
   *
   * @param source the whole of it, to find a tag's place in
   * @param channels the names of all that there are
   */
  Templates(String source, Set<String> channels, Mistakes mistakes) {
    this.source = source;
    this.channels = channels;
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  List<TemplateRule> read(Node node) {
    List<TemplateRule> rules = new ArrayList<>();
    if (!(node instanceof SequenceNode list)) {
      mistakes.add(node, "templates must be a list (each template begins with '-')");
      return rules;
    }
    if (list.getValue().size() > MOST) {
      mistakes.add(node, "there may be at most " + MOST + " templates");
    }
    list.getValue().forEach(item -> rules.add(rule(item)));
    return rules;
  }

  private TemplateRule rule(Node node) {
    Set<String> known = new TreeSet<>(ABOUT);
    known.addAll(PARTS);
    Section section = Section.of(node, WHAT, known, mistakes);
    if (section.entries().keySet().stream().noneMatch(PARTS::contains)) {
      mistakes.add(node, "a template needs one of " + String.join(", ", new TreeSet<>(PARTS)));
    }
    return new TemplateRule(
        TemplatePlace.of(node),
        section.optional("channels").map(this::channels).orElse(Set.of()),
        section.optional("types").map(this::types).orElse(Set.of()),
        section.optional("title").flatMap(this::title),
        section.optional("message").flatMap(value -> text(value, "message")),
        section.optional("fields").map(this::fields),
        section.optional("colour").flatMap(this::colour));
  }

  private Set<String> channels(Node node) {
    Set<String> names = new LinkedHashSet<>();
    for (Text text : values.texts(node, "channels")) {
      if (!channels.contains(text.value())) {
        mistakes.add(
            text.node(),
            "'"
                + text.value()
                + "' is no channel; there are "
                + String.join(", ", new TreeSet<>(channels)));
      }
      names.add(text.value());
    }
    return names;
  }

  private Set<String> types(Node node) {
    Set<String> types = new LinkedHashSet<>();
    values.texts(node, "types").forEach(text -> types.add(text.value()));
    return types;
  }

  private Optional<TemplateText> title(Node node) {
    return values.text(node, "title").flatMap(text -> text(node, "title"));
  }

  private List<Field> fields(Node node) {
    List<Field> fields = new ArrayList<>();
    Section section = Section.open(node, "fields", mistakes);
    if (section.entries().size() > MOST_FIELDS) {
      mistakes.add(node, "there may be at most " + MOST_FIELDS + " fields");
    }
    section
        .entries()
        .forEach(
            (name, entry) -> {
              if (name.isBlank() || name.length() > LONGEST_NAME) {
                mistakes.add(
                    entry.key(), "a field's name must be 1 to " + LONGEST_NAME + " characters");
              }
              text(entry.value(), "the field '" + name + "'")
                  .ifPresent(value -> fields.add(new Field(name, value)));
            });
    return fields;
  }

  private Optional<Integer> colour(Node node) {
    Optional<String> text =
        values.text(node, "colour").filter(value -> COLOUR.matcher(value).matches());
    if (text.isEmpty()) {
      mistakes.add(node, "colour must be a text such as \"#2ecc71\"");
    }
    return text.map(value -> Integer.parseInt(value.substring(1), 16));
  }

  /** A template, which may be empty. */
  private Optional<TemplateText> text(Node node, String what) {
    if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      mistakes.add(node, what + " must be a text");
      return Optional.empty();
    }
    String text = scalar.getValue();
    if (text.length() > LONGEST) {
      mistakes.add(node, what + " must be at most " + LONGEST + " characters");
      return Optional.empty();
    }
    TemplateTags tags = new TemplateTags(text);
    tags.faults()
        .forEach(
            fault ->
                mistakes.addAt(TemplatePlace.of(source, scalar, fault.offset()), fault.mend()));
    return tags.faults().isEmpty() ? compiled(node, text, tags) : Optional.empty();
  }

  private Optional<TemplateText> compiled(Node node, String text, TemplateTags tags) {
    Optional<Position> at = TemplatePlace.of(node);
    try {
      return Optional.of(TemplateText.of(text, tags, at));
    } catch (RuntimeException e) {
      mistakes.add(node, "not a template: " + e.getMessage());
      return Optional.empty();
    }
  }
}
