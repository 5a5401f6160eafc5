package io.tocsin.scheduler.provider;

import io.tocsin.meeting.HtmlForm;
import io.tocsin.meeting.Invitation;
import io.tocsin.meeting.MarkdownForm;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What people read who are invited by mail.
 *
 * @param news put before the title, such as {@code Changed: }; may be empty
 */
record InvitationText(String news, Invitation invitation) {
  /** Mail programs show less. */
  private static final int SUBJECT = 200;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  String subject() {
    String whole = news + invitation.title();
    return whole.codePointCount(0, whole.length()) <= SUBJECT
        ? whole
        : whole.substring(0, whole.offsetByCodePoints(0, SUBJECT - 1)) + "…";
  }

  String plain() {
    return news
        + invitation.title()
        + "\n\n"
        + when()
        + "\n"
        + invitation.because().map(why -> "\n" + why + "\n").orElse("")
        + "\n"
        + MarkdownForm.of(invitation.briefing())
        + invitation.page().map(page -> "\n" + page + "\n").orElse("");
  }

  String html() {
    return "<!DOCTYPE html><html><body style=\"font-family:sans-serif\"><p>"
        + escape(news + when())
        + "</p>\n"
        + invitation.because().map(why -> "<p>" + escape(why) + "</p>\n").orElse("")
        + HtmlForm.of(invitation.briefing())
        + invitation.page().map(InvitationText::link).orElse("")
        + "</body></html>";
  }

  private String when() {
    return TIME.format(invitation.slot().start())
        + ", "
        + invitation.slot().length().toMinutes()
        + " minutes";
  }

  private static String link(URI page) {
    String address = escape(page.toASCIIString());
    return "<p><a href=\"" + address + "\">" + address + "</a></p>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
