package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Channel.Content;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/** An alert as plain text, for services that show it as it is and have room for it. */
final class PlainText {
  private static final int TITLE = 1024;
  private static final int FACTS = 4000;

  private PlainText() {}

  /** What the alert is, on one line. */
  static String headline(Portrait portrait, int room) {
    return Text.cut("[" + portrait.severity() + "] " + portrait.title(), room);
  }

  /**
   * Headline, message, facts and by what name the delivery is on record.
   *
   * @param message most units of the message
   */
  static String of(Portrait portrait, int message, boolean plain) {
    String tail = Text.ELLIPSIS + "\n" + portrait.pointer();
    StringBuilder text = new StringBuilder(headline(portrait, TITLE));
    if (!portrait.message().isEmpty()) {
      text.append("\n\n")
          .append(Text.cut(portrait.message(), message, tail, UnaryOperator.identity()));
    }
    String facts = FactLines.of(portrait.facts());
    if (!plain && !facts.isEmpty()) {
      text.append("\n\n").append(Text.cut(facts, FACTS, tail, UnaryOperator.identity()));
    }
    return text.append("\n\n").append(foot(portrait)).toString();
  }

  /** By what name the delivery is on record, when it happened, and where it is shown. */
  static String foot(Portrait portrait) {
    return portrait.footer()
        + portrait.at().map(at -> " · " + at.truncatedTo(ChronoUnit.SECONDS)).orElse("")
        + portrait.page().map(page -> "\n" + page).orElse("");
  }

  /** What is told by its number alone, one line for each severity; empty when nothing is. */
  static String digest(Content content) {
    return content.plain() || content.digest().isEmpty()
        ? ""
        : DigestText.HEADING + "\n" + DigestText.lines(content.digest(), UnaryOperator.identity());
  }
}
