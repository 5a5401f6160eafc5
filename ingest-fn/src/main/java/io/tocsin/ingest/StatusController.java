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
import io.tocsin.delivery.Backlog;
import io.tocsin.delivery.Lane;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.History;
import io.tocsin.ingest.StatusJson.LaneState;
import io.tocsin.ingest.api.Read;
import io.tocsin.ingest.discord.FrontDoor;
import io.tocsin.watch.Queues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers how Tocsin itself is. */
@Controller
final class StatusController {
  /** What asking costs is paid at most that often, however many look. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  /** More than a configuration can have, limits included. */
  private static final int MOST_LANES = 100;

  private static final String ANSWER = "status";

  private final Gatekeeper gatekeeper;
  private final BeanProvider<Queues> queues;
  private final BeanProvider<Outbox> outbox;
  private final History history;
  private final Clock clock;
  private final boolean interactions;
  private final boolean directMessages;
  private final Recent<String> recent = new Recent<>(1, GOOD_FOR);

  StatusController(
      Gatekeeper gatekeeper,
      BeanProvider<Queues> queues,
      BeanProvider<Outbox> outbox,
      History history,
      FrontDoor door,
      Settings settings,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.queues = queues;
    this.outbox = outbox;
    this.history = history;
    this.clock = clock;
    this.interactions = door.publicKey().isPresent();
    this.directMessages = settings.directMessages();
  }

  /**
   * Says how the service is.
   *
   * <p>The queues' depth, the lanes' state, when the last alert came, what of Discord is on, and
   * versions; at most 5 s old. For readers of all alerts and of a few alike: it tells nothing of
   * what an alert says.
   */
  @Read
  @Operation(operationId = "status", tags = "Service")
  @ApiResponse(
      responseCode = "200",
      description = "How it is",
      content = @Content(schema = @Schema(ref = "Status")))
  @Get(uri = "/status")
  HttpResponse<String> status(HttpRequest<?> request) {
    gatekeeper.admitReader(Incoming.of(request));
    Instant now = clock.instant();
    String json = recent.get(ANSWER, now).orElseGet(() -> found(now));
    return Answer.ok(json).toHttp();
  }

  private String found(Instant now) {
    List<Lane> lanes = outbox.get().lanes(outbox.get().laneNames(MOST_LANES));
    Optional<Instant> last =
        history.recent(1, Optional.empty()).items().stream()
            .map(story -> story.alert().receivedAt())
            .findFirst();
    String json =
        new StatusJson(now)
            .queues(queues.get().depths())
            .lanes(lanes.stream().map(this::state).toList())
            .lastAlert(last)
            .discord(interactions, directMessages)
            .write();
    recent.put(ANSWER, json, now);
    return json;
  }

  private LaneState state(Lane lane) {
    return new LaneState(lane, Backlog.of(outbox.get(), lane));
  }
}
