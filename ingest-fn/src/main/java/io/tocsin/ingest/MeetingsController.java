package io.tocsin.ingest;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meetings;
import java.net.URI;
import java.util.Optional;

/** Leads to meetings. */
@Controller
final class MeetingsController {
  private final BeanProvider<Meetings> meetings;

  MeetingsController(BeanProvider<Meetings> meetings) {
    this.meetings = meetings;
  }

  /**
   * Leads to the provider's page of a meeting: 302 once there is one. Before that, and where there
   * is none, a short page says how it stands, without saying what the meeting is about: whoever has
   * the address may see it.
   */
  @Get(uri = "/meetings/{id}", produces = MediaType.ALL)
  HttpResponse<String> meeting(String id) {
    if (!Meeting.isId(id)) {
      throw new Problem.Refused(
          Problem.of(404, "not-found", "Not Found", "There is no such meeting"));
    }
    return meetings
        .get()
        .find(id)
        .map(MeetingsController::answer)
        .orElseGet(MeetingPage::unknown)
        .toHttp();
  }

  private static Answer answer(Meeting meeting) {
    Optional<URI> url = meeting.booking().flatMap(Booking::url);
    return switch (meeting.state()) {
      case CANCELLED -> MeetingPage.cancelled();
      case REQUESTED -> MeetingPage.requested();
      case SCHEDULED, COMPLETED ->
          url.map(Answer::elsewhere).orElseGet(() -> MeetingPage.set(meeting));
    };
  }
}
