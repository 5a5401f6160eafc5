package io.tocsin.ingest.api;

import java.util.regex.Pattern;

/** HTML that is being written. Whatever is no tag of ours is text, and never markup. */
final class Html {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");

  private final StringBuilder html = new StringBuilder();

  /** Tags as they stand. */
  Html tags(String tags) {
    html.append(tags);
    return this;
  }

  Html text(String text) {
    html.append(escaped(text));
    return this;
  }

  Html code(String text) {
    return tags("<code>").text(text).tags("</code>");
  }

  Html link(String anchor, String text) {
    return tags("<a href=\"#" + escaped(anchor) + "\">").text(text).tags("</a>");
  }

  /** A few words in Markdown, of which only {@code `code`} is known. */
  Html words(String markdown) {
    html.append(CODE.matcher(escaped(markdown)).replaceAll("<code>$1</code>"));
    return this;
  }

  /** Paragraphs in Markdown, with blank lines between them. */
  Html paragraphs(String markdown) {
    for (String paragraph : PARAGRAPHS.split(markdown.strip(), -1)) {
      if (!paragraph.isBlank()) {
        tags("<p>").words(paragraph).tags("</p>\n");
      }
    }
    return this;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
