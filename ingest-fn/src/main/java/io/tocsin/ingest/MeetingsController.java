package io.tocsin.ingest;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.ingest.api.Open;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meetings;
import java.net.URI;
import java.util.Optional;

/** Leads to meetings. */
@Controller
@Tag(name = "Meetings")
final class MeetingsController {
  private final BeanProvider<Meetings> meetings;

  MeetingsController(BeanProvider<Meetings> meetings) {
    this.meetings = meetings;
  }

  /**
   * Leads to a meeting.
   *
   * <p>To the provider's page of it, once there is one. Before that, and where there is none, a
   * short page says how it stands, without saying what the meeting is about: whoever has the
   * address may see it.
   *
   * @param id the meeting's id here
   */
  @Open
  @Operation(
      operationId = "leadToMeeting",
      security = {})
  @ApiResponse(
      responseCode = "200",
      description = "A short page",
      content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(ref = "Text")))
  @ApiResponse(responseCode = "202", description = "There is no meeting yet", ref = "WaitingPage")
  @ApiResponse(responseCode = "302", description = "It is at its provider's", ref = "Elsewhere")
  @ApiResponse(responseCode = "404", description = "That is no id of a meeting", ref = "NotFound")
  @Get(uri = "/meetings/{id}", produces = MediaType.TEXT_HTML)
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
