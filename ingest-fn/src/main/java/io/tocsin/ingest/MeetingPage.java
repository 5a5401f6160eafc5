package io.tocsin.ingest;

import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Plan;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Short pages about a meeting for whoever has its address; they say nothing of its subject. */
final class MeetingPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private MeetingPage() {}

  /** The alert was taken in a moment ago, or the address is wrong. */
  static Answer unknown() {
    return waiting(
        "There is no meeting here yet. If it was requested just now, it will be here in a moment;"
            + " this page looks again by itself. If not, the address is wrong, or the meeting was"
            + " too long ago.");
  }

  static Answer requested() {
    return waiting("The meeting is being made. This page looks again by itself.");
  }

  private static Answer waiting(String words) {
    return Answer.page(202, page("<meta http-equiv=\"refresh\" content=\"5\">", "Not yet", words))
        .with("Retry-After", "5");
  }

  static Answer cancelled() {
    return Answer.page(200, page("", "Cancelled", "This meeting was cancelled."));
  }

  /** A meeting without a page of its provider's. */
  static Answer set(Meeting meeting) {
    String time =
        meeting.plan().map(Plan::slot).map(slot -> TIME.format(slot.start())).orElse("some time");
    return Answer.page(
        200, page("", "Meeting", "It is set for " + time + ". The invitations say the rest."));
  }

  private static String page(String more, String title, String words) {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width\">"
        + "<meta name=\"color-scheme\" content=\"light dark\">"
        + more
        + "<title>"
        + title
        + "</title></head><body><main><h1>"
        + title
        + "</h1><p>"
        + words
        + "</p></main></body></html>\n";
  }
}
