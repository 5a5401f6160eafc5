package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.tocsin.analysis.Lessons;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Story;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meetings;
import io.tocsin.wire.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers all that is on record of one alert, or of one meeting. */
@Controller
final class RecordsController {
  private final Gatekeeper gatekeeper;
  private final History history;
  private final BeanProvider<Lessons> lessons;
  private final BeanProvider<Meetings> meetings;
  private final BeanProvider<Exchanges> exchanges;

  RecordsController(
      Gatekeeper gatekeeper,
      History history,
      BeanProvider<Lessons> lessons,
      BeanProvider<Meetings> meetings,
      BeanProvider<Exchanges> exchanges) {
    this.gatekeeper = gatekeeper;
    this.history = history;
    this.lessons = lessons;
    this.meetings = meetings;
    this.exchanges = exchanges;
  }

  /**
   * An alert with its deliveries and every attempt, what the agents found of it, and its incident's
   * latest meeting; the last two are null where there are none.
   */
  @Get(uri = "/api/v1/alerts/{id}", produces = MediaType.ALL)
  HttpResponse<String> alert(HttpRequest<?> request, String id) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Story story =
        history
            .story(id)
            .filter(found -> reader.sees(found.alert()))
            .orElseThrow(() -> missing("alert"));
    ObjectNode json = StoryJson.story(story);
    Optional<ObjectNode> analysis = lessons.get().ofAlert(id).map(AnalysisJson::of);
    json.set("analysis", analysis.orElse(null));
    Optional<ObjectNode> meeting =
        meetings.get().ofIncident(Meeting.incident(story.alert())).map(MeetingView::meeting);
    json.set("meeting", meeting.orElse(null));
    return Answer.ok(Wire.write(json)).unlessKnown(incoming).toHttp();
  }

  /** A meeting with what was said about it over HTTP, the latest first. */
  @Get(uri = "/api/v1/meetings/{id}", produces = MediaType.ALL)
  HttpResponse<String> meeting(HttpRequest<?> request, String id) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Meeting meeting =
        Optional.of(id)
            .filter(Meeting::isId)
            .flatMap(known -> meetings.get().find(known))
            .filter(found -> !new OwnMeetings(history).seen(reader, List.of(found)).isEmpty())
            .orElseThrow(() -> missing("meeting"));
    ObjectNode json = MeetingView.meeting(meeting);
    ArrayNode log = json.putArray("exchanges");
    exchanges.get().of(id, Page.LONGEST).forEach(each -> exchange(each, log.addObject()));
    return Answer.ok(Wire.write(json)).unlessKnown(incoming).toHttp();
  }

  private static void exchange(Exchange exchange, ObjectNode json) {
    json.put("at", exchange.at().toString());
    json.put("direction", exchange.direction().name().toLowerCase(Locale.ROOT));
    json.put("with", exchange.with());
    json.put("request", exchange.request());
    json.put("body", exchange.body());
    exchange.status().ifPresent(status -> json.put("status", status));
    json.put("answer", exchange.answer());
    json.put("took_ms", exchange.took().toMillis());
  }

  private static Problem.Refused missing(String what) {
    return new Problem.Refused(
        Problem.of(404, "not-found", "Not Found", "There is no " + what + " of that id"));
  }
}
