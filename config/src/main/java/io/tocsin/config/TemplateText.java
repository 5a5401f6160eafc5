package io.tocsin.config;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.tocsin.config.InvalidConfigException.Position;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A text with the names of alerts' fields in it, in the language Mustache.
 *
 * <p>It sees the values it is given and nothing else: no Java object, no file, no other template.
 * What it writes is not escaped, since each channel does that for itself, and it is bounded in
 * length and in work, whatever the alert is like.
 */
public final class TemplateText {
  /** Longest result, in UTF-16 units; a longer one is cut. */
  public static final int LONGEST = 20_000;

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .withEscaper(Escapers.NONE)
          .withCollector(TemplateValues.COLLECTOR)
          .withFormatter(TemplateValues::write)
          .emptyStringIsFalse(true)
          .defaultValue("");

  private final Template template;
  private final Set<String> names;
  private final Optional<Position> at;

  private TemplateText(Template template, Set<String> names, Optional<Position> at) {
    this.template = template;
    this.names = Set.copyOf(names);
    this.at = at;
  }

  /**
   * Compiles a text whose tags are without a fault.
   *
   * @param at where it is in {@code tocsin.yml}
   * @throws RuntimeException when it is no template after all
   */
  static TemplateText of(String text, TemplateTags tags, Optional<Position> at) {
    return new TemplateText(COMPILER.compile(text), tags.names(), at);
  }

  /**
   * Writes it about an alert.
   *
   * @param values by the names of {@link TemplateNames}: texts, booleans, lists and maps of them; a
   *     name that is missing is written as nothing
   * @return at most {@value #LONGEST} units, cut anywhere when there were more
   */
  public String render(Map<String, ?> values) {
    StringBuilder written = new StringBuilder();
    try {
      template.execute(TemplateValues.of(values), new Bounded(written));
    } catch (EnoughException e) {
      // What is there is all that is wanted.
    }
    return written.toString();
  }

  /** Whether it uses the name, or one under it. */
  public boolean mentions(String name) {
    return names.contains(name);
  }

  /** Where it is in {@code tocsin.yml}. */
  public Optional<Position> at() {
    return at;
  }

  /** Ends a rendering that has become too long or too much work. */
  static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnoughException() {
      super("enough", null, false, false);
    }
  }

  private static final class Bounded extends Writer {
    private final StringBuilder written;

    Bounded(StringBuilder written) {
      this.written = written;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
      int room = LONGEST - written.length();
      written.append(buffer, offset, Math.min(length, room));
      if (length > room) {
        throw new EnoughException();
      }
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
