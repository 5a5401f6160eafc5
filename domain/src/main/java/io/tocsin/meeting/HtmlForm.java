package io.tocsin.meeting;

import io.tocsin.meeting.Briefing.Link;
import io.tocsin.meeting.Briefing.Section;

/** A briefing as a piece of HTML for mail: headings, lists and links, no styles and no scripts. */
public final class HtmlForm {
  private HtmlForm() {}

  /** The briefing with its title, to be put into a body. */
  public static String of(Briefing briefing) {
    StringBuilder html = new StringBuilder();
    html.append("<h1>").append(escape(briefing.title())).append("</h1>\n");
    for (Section section : briefing.sections()) {
      html.append("<h2>").append(escape(section.heading())).append("</h2>\n<ul>\n");
      section.lines().forEach(line -> html.append("<li>").append(escape(line)).append("</li>\n"));
      html.append("</ul>\n");
    }
    if (!briefing.links().isEmpty()) {
      html.append("<p>");
      briefing.links().forEach(link -> html.append(anchor(link)));
      html.append("</p>\n");
    }
    return html.toString();
  }

  private static String anchor(Link link) {
    return "<a href=\"" + escape(link.address().toString()) + "\">" + escape(link.name()) + "</a> ";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
