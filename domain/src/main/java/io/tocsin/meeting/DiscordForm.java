package io.tocsin.meeting;

import io.tocsin.meeting.Briefing.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * A briefing as the texts of a Discord embed, within <a
 * href="https://discord.com/developers/docs/resources/message#embed-object-embed-limits">its
 * limits</a>. Text of the alert is escaped, and can neither be markup nor mention anybody.
 *
 * @param title at most {@value #TITLE} characters, as all lengths here in UTF-16 units
 * @param description the first section, at most {@value #DESCRIPTION}
 * @param fields the others, at most {@value #FIELDS}
 */
public record DiscordForm(String title, String description, List<Field> fields) {
  static final int TITLE = 256;
  static final int DESCRIPTION = 4096;
  static final int FIELDS = 25;
  static final int NAME = 256;
  static final int VALUE = 1024;

  /** Of all texts of a message together, and room for what a sender adds, such as a footer. */
  static final int ALL = 6000 - 500;

  /** No shorter field is worth its heading. */
  private static final int SHORTEST = 20;

  private static final String MARKUP = "\\`*_~|[]()<>#-:";

  /** A section. */
  public record Field(String name, String value) {}

  public DiscordForm {
    fields = List.copyOf(fields);
  }

  /** The embed's texts. */
  public static DiscordForm of(Briefing briefing) {
    String title = Legible.cut(briefing.title(), TITLE, DiscordForm::escape);
    List<Section> sections = briefing.sections();
    String description = sections.isEmpty() ? "" : lines(sections.get(0).lines(), DESCRIPTION, "");
    int room = ALL - title.length() - description.length();
    List<Field> fields = new ArrayList<>();
    for (Section section : sections.subList(Math.min(1, sections.size()), sections.size())) {
      String name = Legible.cut(section.heading(), NAME, DiscordForm::escape);
      int left = Math.min(VALUE, room - name.length());
      if (fields.size() < FIELDS && left >= SHORTEST) {
        String value = lines(section.lines(), left, "• ");
        fields.add(new Field(name, value));
        room -= name.length() + value.length();
      }
    }
    return new DiscordForm(title, description, fields);
  }

  /** As many lines as there is room for, of which the last may be cut. */
  private static String lines(List<String> lines, int most, String bullet) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      int room = most - text.length() - bullet.length() - 1;
      if (room < 1) {
        break;
      }
      text.append(text.isEmpty() ? "" : "\n").append(bullet);
      text.append(Legible.cut(line, room, DiscordForm::escape));
    }
    return text.toString();
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (MARKUP.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
      if (c == '@') {
        escaped.append(Legible.ZERO_WIDTH_SPACE);
      }
    }
    return escaped.toString();
  }
}
