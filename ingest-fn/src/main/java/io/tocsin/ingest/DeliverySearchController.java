package io.tocsin.ingest;

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
import io.tocsin.ingest.api.Paged;
import io.tocsin.ingest.api.Polled;
import io.tocsin.ingest.api.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers where alerts went. */
@Controller
final class DeliverySearchController {
  private final Gatekeeper gatekeeper;
  private final Finder finder;

  DeliverySearchController(Gatekeeper gatekeeper, History history) {
    this.gatekeeper = gatekeeper;
    this.finder = new Finder(history);
  }

  /**
   * Finds deliveries, by when their alert was received.
   *
   * <p>Those of one alert stay together: a page is longer than its limit when those of its only
   * alert are more. It may hold less, or nothing, and still have a next one.
   */
  @Read
  @Polled
  @AlertFilters
  @Paged
  @Operation(operationId = "findDeliveries", tags = "History")
  @ApiResponse(
      responseCode = "200",
      description = "A page of deliveries",
      content = @Content(schema = @Schema(ref = "DeliveryPage")))
  @Get(uri = "/api/v1/deliveries")
  HttpResponse<String> deliveries(HttpRequest<?> request) {
    Incoming incoming = Incoming.of(request);
    Reader reader = gatekeeper.admitReader(incoming);
    Asking asking = Asking.of(request, Asking.OF_ALERTS);
    Search search = asking.search();
    Page<Story> page = fitting(finder.alerts(reader, search, asking), search, asking.limit());
    return Answer.ok(StoryJson.deliveries(page)).unlessKnown(incoming).toHttp();
  }

  /** As many alerts as have room, each with those deliveries alone that are looked for. */
  private static Page<Story> fitting(Page<Story> page, Search search, int limit) {
    List<Story> fitting = new ArrayList<>();
    int deliveries = 0;
    for (Story story : page.items()) {
      Story wanted = new Story(story.alert(), search.deliveries(story), story.acknowledged());
      deliveries += wanted.deliveries().size();
      if (!fitting.isEmpty() && deliveries > limit) {
        Story last = fitting.get(fitting.size() - 1);
        return new Page<>(fitting, Optional.of(Cursor.at(last.alert()).text()));
      }
      fitting.add(wanted);
    }
    return new Page<>(fitting, page.next());
  }
}
