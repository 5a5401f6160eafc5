package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Story;
import java.util.List;
import java.util.Optional;

/** Answers what happened. */
@Controller
final class ReadsController {
  private static final int USUAL = 20;

  private final Gatekeeper gatekeeper;
  private final History history;

  ReadsController(Gatekeeper gatekeeper, History history) {
    this.gatekeeper = gatekeeper;
    this.history = history;
  }

  /** Whether the function runs at all; reveals nothing but that. */
  @Get(uri = "/health", produces = MediaType.ALL)
  HttpResponse<String> health() {
    return Answer.ok("{\"status\":\"up\"}").toHttp();
  }

  @Get(uri = "/alerts/recent", produces = MediaType.ALL)
  HttpResponse<String> recent(HttpRequest<?> request) {
    gatekeeper.admitReader(Incoming.of(request));
    int limit = Limit.of(request, USUAL);
    Optional<String> cursor = request.getParameters().getFirst("cursor");
    try {
      Page<Story> page = history.recent(limit, cursor);
      List<History.Refusal> refusals = cursor.isEmpty() ? history.refusals(limit) : List.of();
      return Answer.ok(StoryJson.write(page, refusals)).toHttp();
    } catch (History.BadCursorException e) {
      throw new Problem.Refused(
          Problem.badRequest(
              "cursor: it is none that a page was given with; start again without it"));
    }
  }
}
