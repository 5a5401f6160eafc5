package io.tocsin.ingest;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.tocsin.history.Cursor;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
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

  /** The latest alerts, and the latest messages that could not be read. */
  @Get(uri = "/alerts/recent", produces = MediaType.ALL)
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

  /** Alerts, each with its deliveries and every attempt. */
  @Get(uri = "/api/v1/alerts", produces = MediaType.ALL)
  HttpResponse<String> alerts(HttpRequest<?> request) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Asking asking = Asking.of(request, FILTERS);
    Page<Story> page = stories(reader, asking.search(), asking);
    return Answer.ok(StoryJson.alerts(page)).unlessKnown(incoming).toHttp();
  }

  /**
   * Deliveries, by when their alert was received. Those of one alert stay together: a page is
   * longer than its limit when those of its only alert are more.
   */
  @Get(uri = "/api/v1/deliveries", produces = MediaType.ALL)
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

  /** The latest meetings. */
  @Get(uri = "/meetings/recent", produces = MediaType.ALL)
  HttpResponse<String> recentMeetings(HttpRequest<?> request) {
    return meetings(request, Asking::forPage);
  }

  /** Meetings, by when they were wanted. */
  @Get(uri = "/api/v1/meetings", produces = MediaType.ALL)
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
