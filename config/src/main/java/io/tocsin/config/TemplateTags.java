package io.tocsin.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tags of one template, and what is wrong with them and where.
 *
 * <p>The library would do without: it takes an open tag for plain text and an unknown name for an
 * empty one, and of other mistakes it tells the line alone.
 */
final class TemplateTags {
  private static final String OPENING = "{{";
  private static final String CLOSING = "}}";
  private static final Set<String> OF_A_LIST = Set.of(".", "-first", "-last", "-index");

  /** Parts with dots between, none of them empty. */
  private static final Pattern PROPER = Pattern.compile("[^{}.\\r\\n]+(\\.[^{}.\\r\\n]+)*");

  private final String text;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Deque<Section> open = new ArrayDeque<>();

  /**
   * A mistake.
   *
   * @param offset of the tag in the template, in UTF-16 units
   */
  record Fault(int offset, String mend) {}

  /**
   * A section that is not closed yet.
   *
   * @param anyName whether in it there are names that nobody knows in advance
   */
  private record Section(String name, int offset, boolean anyName) {}

  TemplateTags(String text) {
    this.text = text;
    int at = text.indexOf(OPENING);
    while (at >= 0) {
      at = text.indexOf(OPENING, tag(at));
    }
    open.forEach(
        section ->
            fault(
                section.offset(),
                "the section '" + section.name() + "' has no end; write " + end(section)));
  }

  List<Fault> faults() {
    return faults;
  }

  /** What stands before the first dot of each name. */
  Set<String> names() {
    return names;
  }

  /** Reads one tag; where the text after it begins. */
  private int tag(int start) {
    boolean triple = text.startsWith("{", start + OPENING.length());
    int from = start + OPENING.length() + (triple ? 1 : 0);
    String closing = triple ? "}" + CLOSING : CLOSING;
    int end = text.indexOf(closing, from);
    int next = text.indexOf(OPENING, from);
    boolean comment = !triple && text.startsWith("!", from);
    if (end < 0 || (next >= 0 && next < end && !comment)) {
      fault(start, "a tag that is not closed; write " + closing + " after its name");
      return next < 0 ? text.length() : next;
    }
    if (triple) {
      use(start, text.substring(from, end).strip());
    } else if (!comment) {
      read(start, text.substring(from, end).strip());
    }
    return end + closing.length();
  }

  private void read(int offset, String tag) {
    if (tag.isEmpty()) {
      fault(offset, "a tag without a name");
      return;
    }
    String name = tag.substring(1).strip();
    switch (tag.charAt(0)) {
      case '#' -> open(offset, name, opens(name));
      case '^' -> open(offset, name, anyName());
      case '/' -> close(offset, name);
      case '&' -> use(offset, name);
      case '!' -> {
        // A comment.
      }
      case '>', '<', '$' -> fault(offset, "a template cannot include another");
      case '=' -> fault(offset, "the signs of tags cannot be changed; they are {{ and }}");
      default -> use(offset, tag);
    }
  }

  private void open(int offset, String name, boolean anyName) {
    use(offset, name);
    open.push(new Section(name, offset, anyName));
  }

  private void close(int offset, String name) {
    Section section = open.poll();
    if (section == null) {
      fault(offset, "the section '" + name + "' ends here and begins nowhere");
    } else if (!section.name().equals(name)) {
      fault(offset, "the section '" + section.name() + "' must end first; write " + end(section));
    }
  }

  private void use(int offset, String name) {
    String root = name.replaceFirst("\\..*", "");
    names.add(root);
    if (!OF_A_LIST.contains(name) && !PROPER.matcher(name).matches()) {
      fault(offset, "a tag without a proper name");
    } else if (OF_A_LIST.contains(name)) {
      if (open.isEmpty()) {
        fault(offset, "'" + name + "' is of a list's item and has a place only in a section");
      }
    } else if (!anyName() && !TemplateNames.known(root)) {
      fault(offset, "'" + name + "' is no name of an alert; there are " + TemplateNames.all());
    } else if (!anyName() && name.contains(".") && !TemplateNames.OPEN.contains(root)) {
      fault(offset, "'" + root + "' has nothing under it; write {{" + root + "}}");
    }
  }

  private boolean anyName() {
    return !open.isEmpty() && open.element().anyName();
  }

  private boolean opens(String name) {
    return anyName() || TemplateNames.OPEN.contains(name.replaceFirst("\\..*", ""));
  }

  private static String end(Section section) {
    return "{{/" + section.name() + "}}";
  }

  private void fault(int offset, String mend) {
    faults.add(new Fault(offset, mend));
  }
}
