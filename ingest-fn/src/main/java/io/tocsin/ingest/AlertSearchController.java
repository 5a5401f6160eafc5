package io.tocsin.ingest;

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
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import io.tocsin.ingest.api.AlertFilters;
import io.tocsin.ingest.api.Paged;
import io.tocsin.ingest.api.Polled;
import io.tocsin.ingest.api.Read;
import java.util.List;

/** Answers which alerts there were. */
@Controller
final class AlertSearchController {
  private final Gatekeeper gatekeeper;
  private final History history;
  private final Finder finder;

  AlertSearchController(Gatekeeper gatekeeper, History history) {
    this.gatekeeper = gatekeeper;
    this.history = history;
    this.finder = new Finder(history);
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
    Page<Story> page = finder.alerts(reader, Search.ALL, asking);
    List<History.Refusal> refusals =
        reader.seesAll() && asking.cursor().isEmpty()
            ? history.refusals(asking.limit())
            : List.of();
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
  @AlertFilters
  @Paged
  @Operation(operationId = "findAlerts", tags = "History")
  @ApiResponse(
      responseCode = "200",
      description = "A page of alerts",
      content = @Content(schema = @Schema(ref = "FoundAlertPage")))
  @Get(uri = "/api/v1/alerts")
  HttpResponse<String> alerts(HttpRequest<?> request) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Asking asking = Asking.of(request, Asking.OF_ALERTS);
    Page<Story> page = finder.alerts(reader, asking.search(), asking);
    return Answer.ok(StoryJson.alerts(page)).unlessKnown(incoming).toHttp();
  }
}
