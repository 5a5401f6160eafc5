package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Story;
import io.tocsin.ingest.api.Open;
import io.tocsin.ingest.api.Read;
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

  /** Says whether the service runs at all, and nothing but that. */
  @Open
  @Operation(
      operationId = "health",
      tags = "Service",
      security = {})
  @ApiResponse(
      responseCode = "200",
      description = "It runs",
      content = @Content(schema = @Schema(ref = "Health")))
  @Get(uri = "/health")
  HttpResponse<String> health() {
    return Answer.ok("{\"status\":\"up\"}").toHttp();
  }

  /** Lists the latest alerts and where each went, the newest first. */
  @Read
  @Operation(
      operationId = "recentAlerts",
      parameters = {
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "The most entries on the page",
            schema = @Schema(ref = "Limit")),
        @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "Where to go on: the next of the page before",
            schema = @Schema(ref = "Cursor"))
      },
      tags = "History")
  @ApiResponse(
      responseCode = "200",
      description = "A page of alerts",
      content = @Content(schema = @Schema(ref = "AlertPage")))
  @Get(uri = "/alerts/recent")
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
