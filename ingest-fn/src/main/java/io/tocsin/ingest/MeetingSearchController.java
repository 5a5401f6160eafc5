package io.tocsin.ingest;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.ingest.api.MeetingFilters;
import io.tocsin.ingest.api.Paged;
import io.tocsin.ingest.api.Polled;
import io.tocsin.ingest.api.Read;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meetings;
import java.util.List;
import java.util.function.Function;

/** Answers which meetings there are. */
@Controller
final class MeetingSearchController {
  private final Gatekeeper gatekeeper;
  private final History history;
  private final BeanProvider<Meetings> meetings;

  MeetingSearchController(Gatekeeper gatekeeper, History history, BeanProvider<Meetings> meetings) {
    this.gatekeeper = gatekeeper;
    this.history = history;
    this.meetings = meetings;
  }

  /** Lists the latest meetings, the newest first. */
  @Read
  @Polled
  @Paged
  @Operation(operationId = "recentMeetings", tags = "Meetings")
  @ApiResponse(
      responseCode = "200",
      description = "A page of meetings",
      content = @Content(schema = @Schema(ref = "MeetingPage")))
  @Get(uri = "/meetings/recent")
  HttpResponse<String> recent(HttpRequest<?> request) {
    return answer(request, Asking::forPage);
  }

  /** Finds meetings, those wanted last first. */
  @Read
  @Polled
  @MeetingFilters
  @Paged
  @Operation(operationId = "findMeetings", tags = "Meetings")
  @ApiResponse(
      responseCode = "200",
      description = "A page of meetings",
      content = @Content(schema = @Schema(ref = "MeetingPage")))
  @Get(uri = "/api/v1/meetings")
  HttpResponse<String> meetings(HttpRequest<?> request) {
    return answer(request, any -> Asking.of(any, Asking.OF_MEETINGS));
  }

  private HttpResponse<String> answer(
      HttpRequest<?> request, Function<HttpRequest<?>, Asking> ask) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Asking asking = ask.apply(request);
    Page<Meeting> page =
        Finder.page(() -> meetings.get().find(asking.meetings(), asking.limit(), asking.cursor()));
    List<Meeting> seen = new OwnMeetings(history).seen(reader, page.items());
    return Answer.ok(MeetingView.page(new Page<>(seen, page.next())))
        .unlessKnown(incoming)
        .toHttp();
  }
}
