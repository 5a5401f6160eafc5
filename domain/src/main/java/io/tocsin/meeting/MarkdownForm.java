package io.tocsin.meeting;

import io.tocsin.meeting.Briefing.Link;
import io.tocsin.meeting.Briefing.Section;

/**
 * A briefing as CommonMark that reads well as plain text, too: for the description of a meeting.
 *
 * <p>Text of the alert is escaped, so it cannot begin a heading, a link, an image or HTML. An
 * address in it stays readable, and a viewer may make a link of it that shows where it leads.
 */
public final class MarkdownForm {
  /** Most characters of the whole; what is too much is left out from the end, and that is said. */
  public static final int LONGEST = 16_000;

  private static final String ALWAYS = "\\`*[~";
  private static final String MORE = "\n(More was left out.)\n";

  private MarkdownForm() {}

  /** The briefing without its title, which a meeting has by itself. */
  public static String of(Briefing briefing) {
    StringBuilder text = new StringBuilder();
    for (Section section : briefing.sections()) {
      if (!add(text, (text.isEmpty() ? "## " : "\n## ") + escape(section.heading()) + "\n\n")) {
        return text.append(MORE).toString();
      }
      for (String line : section.lines()) {
        if (!add(text, "- " + escape(line) + "\n")) {
          return text.append(MORE).toString();
        }
      }
    }
    for (Link link : briefing.links()) {
      String before = briefing.links().get(0).equals(link) ? "\n" : "";
      if (!add(text, before + escape(link.name()) + ": <" + link.address() + ">\n")) {
        return text.append(MORE).toString();
      }
    }
    return text.toString();
  }

  private static boolean add(StringBuilder text, String line) {
    boolean fits = text.length() + line.length() + MORE.length() <= LONGEST;
    if (fits) {
      text.append(line);
    }
    return fits;
  }

  /** Puts a backslash before what could be markup there; most text has none, and stays as it is. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (ALWAYS.indexOf(c) >= 0
          || (c == '_' && !insideWord(text, i))
          || (c == '&' && text.indexOf(';', i) > 0)
          || (c == '<' && opensTag(text, i))
          || beginsBlock(text, i)) {
        escaped.append('\\');
      }
      escaped.append(c);
      if (c == '@' && !insideWord(text, i)) {
        escaped.append(Legible.ZERO_WIDTH_SPACE);
      }
    }
    return escaped.toString();
  }

  /** There it is no emphasis, and {@code user_service} reads better without a backslash. */
  private static boolean insideWord(String text, int i) {
    return i > 0
        && i + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(i - 1))
        && Character.isLetterOrDigit(text.charAt(i + 1));
  }

  private static boolean opensTag(String text, int i) {
    return i + 1 < text.length()
        && (Character.isLetter(text.charAt(i + 1)) || "/!?".indexOf(text.charAt(i + 1)) >= 0);
  }

  /**
   * A list, a line, a heading or a quotation, when it stands first; or a number's dot, which makes
   * a list.
   */
  private static boolean beginsBlock(String text, int i) {
    char c = text.charAt(i);
    if (i == 0) {
      return "-+=#>".indexOf(c) >= 0;
    }
    return (c == '.' || c == ')')
        && i <= 9
        && text.chars().limit(i).allMatch(d -> d >= '0' && d <= '9');
  }
}
