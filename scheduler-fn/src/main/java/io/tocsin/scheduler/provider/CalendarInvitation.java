package io.tocsin.scheduler.provider;

import io.tocsin.mail.Mail.Calendar;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Invitation;
import io.tocsin.meeting.MarkdownForm;
import java.net.URI;
import java.time.Instant;

/**
 * An invitation as calendars read it (RFC 5545), to be sent to those invited (iTIP, RFC 5546).
 *
 * @param uid the same for everything that is ever sent of one meeting
 * @param organizer the address of mail that it comes from
 * @param stamp when it is written
 */
record CalendarInvitation(Invitation invitation, String uid, String organizer, Instant stamp) {
  private static final String REMINDER = "-PT10M";

  /** To come, or to come at another time. */
  Calendar request() {
    CalendarLines lines = begin("REQUEST");
    lines.line("STATUS", "CONFIRMED");
    lines.line("BEGIN", "VALARM");
    lines.line("ACTION", "DISPLAY");
    lines.text("DESCRIPTION", invitation.title());
    lines.line("TRIGGER;RELATED=START", REMINDER);
    lines.line("END", "VALARM");
    return end("REQUEST", lines);
  }

  /** Not to come. */
  Calendar cancellation() {
    return end("CANCEL", begin("CANCEL").line("STATUS", "CANCELLED"));
  }

  private CalendarLines begin(String method) {
    CalendarLines lines = new CalendarLines();
    lines.line("BEGIN", "VCALENDAR");
    lines.line("VERSION", "2.0");
    lines.line("PRODID", "-//Tocsin//Meetings//EN");
    lines.line("CALSCALE", "GREGORIAN");
    lines.line("METHOD", method);
    lines.line("BEGIN", "VEVENT");
    lines.line("UID", uid);
    lines.line("SEQUENCE", String.valueOf(invitation.sequence()));
    lines.time("DTSTAMP", stamp);
    lines.time("DTSTART", invitation.slot().start());
    lines.time("DTEND", invitation.slot().end());
    lines.text("SUMMARY", invitation.title());
    lines.text("DESCRIPTION", description());
    invitation.page().map(URI::toASCIIString).ifPresent(page -> lines.line("URL", page));
    lines.line("ORGANIZER;CN=Tocsin", "mailto:" + organizer);
    invitation.attendees().forEach(one -> lines.line(attendee(one), "mailto:" + one.address()));
    lines.line("TRANSP", "OPAQUE");
    return lines;
  }

  private static Calendar end(String method, CalendarLines lines) {
    lines.line("END", "VEVENT").line("END", "VCALENDAR");
    return new Calendar(method, lines.toString());
  }

  private String description() {
    return invitation.because().map(why -> why + "\n\n").orElse("")
        + MarkdownForm.of(invitation.briefing())
        + invitation.page().map(page -> "\n" + page + "\n").orElse("");
  }

  private static String attendee(Attendee one) {
    return "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="
        + CalendarLines.quoted(one.name().isBlank() ? one.address() : one.name());
  }
}
