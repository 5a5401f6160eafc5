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
import io.tocsin.history.Cursor;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import io.tocsin.ingest.api.AlertFilters;
import io.tocsin.ingest.api.MeetingFilters;
import io.tocsin.ingest.api.Paged;
import io.tocsin.ingest.api.Polled;
import io.tocsin.ingest.api.Read;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSearch;
import io.tocsin.meeting.Meetings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers what is looked for in the history, newest first. Only so much of it is looked at for one
 * page ({@link io.tocsin.history.Sieve#MOST}), so that a page may hold less than its limit, or
 * nothing, and still have a next one.
 */
@Controller
final class SearchController {
  private static final Set<String> FILTERS =
      Set.of("service", "owner", "severity", "status", "state", "channel", "target", "from", "to");

  private static final Set<String> MEETING_FILTERS = Set.of("service", "state", "from", "to");

  private final Gatekeeper gatekeeper;
  private final History history;
  private final BeanProvider<Meetings> meetings;

  SearchController(Gatekeeper gatekeeper, History history, BeanProvider<Meetings> meetings) {
    this.gatekeeper = gatekeeper;
    this.history = history;
    this.meetings = meetings;
  }

  /** Lists the latest alerts and where each went, the newest first. */
  @Read
  @Polled
  @Paged
  @Operation(operationId = "recentAlerts", tags = "History")
  @ApiResponse(
      responseCode = "200",
      description = "A page of alerts",
      content = @Content(schema = @Schema(ref = "AlertPage")))
  @Get(uri = "/alerts/recent")
  HttpResponse<String> recent(HttpRequest<?> request) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Asking asking = Asking.forPage(request);
    List<History.Refusal> refusals =
        reader.seesAll() && asking.cursor().isEmpty()
            ? history.refusals(asking.limit())
            : List.of();
    Page<Story> page = stories(reader, Search.ALL, asking);
    return Answer.ok(StoryJson.recent(page, refusals)).unlessKnown(incoming).toHttp();
  }

  /**
   * Finds alerts, each with its deliveries and every attempt, the newest first.
   *
   * <p>A page may hold less than its limit, or nothing, and still have a next one: only 500 alerts
   * are looked at for each.
   */
  @Read
  @Polled
  @Paged
  @AlertFilters
  @Operation(operationId = "findAlerts", tags = "History")
  @ApiResponse(
      responseCode = "200",
      description = "A page of alerts",
      content = @Content(schema = @Schema(ref = "FoundAlertPage")))
  @Get(uri = "/api/v1/alerts")
  HttpResponse<String> alerts(HttpRequest<?> request) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Asking asking = Asking.of(request, FILTERS);
    Page<Story> page = stories(reader, asking.search(), asking);
    return Answer.ok(StoryJson.alerts(page)).unlessKnown(incoming).toHttp();
  }

  /**
   * Finds deliveries, by when their alert was received.
   *
   * <p>Those of one alert stay together: a page is longer than its limit when those of its only
   * alert are more. It may hold less, or nothing, and still have a next one.
   */
  @Read
  @Polled
  @Paged
  @AlertFilters
  @Operation(operationId = "findDeliveries", tags = "History")
  @ApiResponse(
      responseCode = "200",
      description = "A page of deliveries",
      content = @Content(schema = @Schema(ref = "DeliveryPage")))
  @Get(uri = "/api/v1/deliveries")
  HttpResponse<String> deliveries(HttpRequest<?> request) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Asking asking = Asking.of(request, FILTERS);
    Search search = asking.search();
    Page<Story> page = stories(reader, search, asking);
    List<Story> fitting = new ArrayList<>();
    int deliveries = 0;
    for (Story story : page.items()) {
      Story wanted = new Story(story.alert(), search.deliveries(story));
      deliveries += wanted.deliveries().size();
      if (!fitting.isEmpty() && deliveries > asking.limit()) {
        String next = Cursor.at(fitting.get(fitting.size() - 1).alert()).text();
        page = new Page<>(page.items(), Optional.of(next));
        break;
      }
      fitting.add(wanted);
    }
    return Answer.ok(StoryJson.deliveries(new Page<>(fitting, page.next())))
        .unlessKnown(incoming)
        .toHttp();
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
  HttpResponse<String> recentMeetings(HttpRequest<?> request) {
    return meetings(request, Asking::forPage);
  }

  /** Finds meetings, those wanted last first. */
  @Read
  @Polled
  @Paged
  @MeetingFilters
  @Operation(operationId = "findMeetings", tags = "Meetings")
  @ApiResponse(
      responseCode = "200",
      description = "A page of meetings",
      content = @Content(schema = @Schema(ref = "MeetingPage")))
  @Get(uri = "/api/v1/meetings")
  HttpResponse<String> meetings(HttpRequest<?> request) {
    return meetings(request, any -> Asking.of(any, MEETING_FILTERS));
  }

  private HttpResponse<String> meetings(
      HttpRequest<?> request, Function<HttpRequest<?>, Asking> ask) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Asking asking = ask.apply(request);
    MeetingSearch search = asking.meetings();
    Page<Meeting> page = read(() -> meetings.get().find(search, asking.limit(), asking.cursor()));
    List<Meeting> seen = new OwnMeetings(history).seen(reader, page.items());
    return Answer.ok(MeetingView.page(new Page<>(seen, page.next())))
        .unlessKnown(incoming)
        .toHttp();
  }

  private Page<Story> stories(Reader reader, Search search, Asking asking) {
    int limit = asking.limit();
    return read(
        () ->
            reader
                .may(search)
                .map(allowed -> history.find(allowed, limit, asking.cursor()))
                .orElseGet(() -> new Page<>(List.of(), Optional.empty())));
  }

  private static <T> T read(Supplier<T> page) {
    try {
      return page.get();
    } catch (History.BadCursorException e) {
      throw new Problem.Refused(
          Problem.badRequest(
              "cursor: it is none that a page was given with; start again without it"));
    }
  }
}
