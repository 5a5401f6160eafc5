package io.tocsin.meeting;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What those who come to a meeting should know, before it is written in anybody's markup: {@link
 * MarkdownForm}, {@link HtmlForm} and {@link DiscordForm} do that. Its texts are as the alert has
 * them, without what cannot be seen, and nothing in them is markup.
 *
 * @param title such as {@code [CRITICAL] System Failure Review}
 * @param sections none of them empty
 */
public record Briefing(String title, List<Section> sections, List<Link> links) {

  /** Longest line, in UTF-16 units; what is longer is cut. */
  static final int LONGEST = 1_000;

  /** Lines under a heading. */
  public record Section(String heading, List<String> lines) {
    public Section {
      heading = shown(heading);
      lines = lines.stream().map(Briefing::shown).toList();
    }
  }

  /**
   * Where to read on.
   *
   * @param address {@code http} or {@code https}
   */
  public record Link(String name, URI address) {
    public Link {
      name = shown(name);
      if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
        throw new IllegalArgumentException("a link is http or https");
      }
    }
  }

  public Briefing {
    title = shown(title);
    sections = sections.stream().filter(section -> !section.lines().isEmpty()).toList();
    links = List.copyOf(links);
  }

  private static String shown(String text) {
    return Legible.cut(Legible.line(text), LONGEST, UnaryOperator.identity());
  }
}
