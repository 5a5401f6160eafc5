package io.tocsin.dispatch.channel;

/** Text as HTML shows it. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Escaped, and with line breaks as elements. */
  static String lines(String text) {
    return escape(text).replace("\n", "<br>");
  }
}
