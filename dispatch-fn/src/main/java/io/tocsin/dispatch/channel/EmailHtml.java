package io.tocsin.dispatch.channel;

import io.tocsin.alert.Severity;
import io.tocsin.dispatch.channel.Portrait.Fact;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Alerts as HTML for mail programs: no styles but in attributes, no images, and no link but to the
 * alert's page.
 */
final class EmailHtml {
  private static final int TITLE = 1024;
  private static final int MOST_FACTS = 40;

  private EmailHtml() {}

  /**
   * Writes them, one below the other.
   *
   * @param digest what is told by its number alone, as text; may be empty
   * @param message most units of each alert's message, escaped
   */
  static String of(List<Portrait> portraits, String digest, int message) {
    return "<!DOCTYPE html><html><body style=\"font-family:sans-serif\">"
        + portraits.stream()
            .map(portrait -> alert(portrait, message))
            .collect(Collectors.joining("<hr>"))
        + (digest.isEmpty() ? "" : "<hr><p>" + Html.lines(digest) + "</p>")
        + "</body></html>";
  }

  private static String alert(Portrait portrait, int room) {
    String title = "[" + portrait.severity() + "] " + portrait.title();
    String message =
        Text.cut(
            portrait.message(),
            room,
            Text.ELLIPSIS + "<br>" + Html.escape(portrait.pointer()),
            Html::lines);
    return "<h3 style=\"border-left:6px solid "
        + colour(portrait.severity())
        + ";padding-left:8px\">"
        + Html.escape(Text.cut(title, TITLE))
        + "</h3>"
        + (message.isEmpty() ? "" : "<p>" + message + "</p>")
        + "<table>"
        + portrait.facts().stream()
            .limit(MOST_FACTS)
            .map(EmailHtml::row)
            .collect(Collectors.joining())
        + "</table>"
        + foot(portrait);
  }

  private static String row(Fact fact) {
    return "<tr><td>"
        + Html.escape(Text.cut(fact.name(), FactLines.NAME))
        + "</td><td>"
        + Html.lines(Text.cut(fact.value(), FactLines.VALUE))
        + "</td></tr>";
  }

  private static String foot(Portrait portrait) {
    String time = portrait.at().map(at -> " · " + at.truncatedTo(ChronoUnit.SECONDS)).orElse("");
    return "<p><small>"
        + Html.escape(portrait.footer())
        + time
        + portrait
            .page()
            .map(page -> " · <a href=\"" + Html.escape(page) + "\">open</a>")
            .orElse("")
        + "</small></p>";
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "#e74c3c";
      case HIGH -> "#e67e22";
      case MEDIUM -> "#f1c40f";
      case LOW -> "#3498db";
      case INFO -> "#95a5a6";
    };
  }
}
