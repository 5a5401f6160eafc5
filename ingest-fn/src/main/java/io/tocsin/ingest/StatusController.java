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
import io.tocsin.keys.DiscordUser;
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

  private final Gatekeeper gatekeeper;
  private final BeanProvider<Queues> queues;
  private final BeanProvider<Outbox> outbox;
  private final History history;
  private final Clock clock;
  private final boolean interactions;
  private final boolean directMessages;
  private final Recent<String> recent = new Recent<>(2, GOOD_FOR);

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
   * versions; at most 5 s old. It tells nothing of what an alert says, and of lanes that are named
   * for a person only to who may administer.
   */
  @Read
  @Operation(operationId = "status", tags = "Service")
  @ApiResponse(
      responseCode = "200",
      description = "How it is",
      content = @Content(schema = @Schema(ref = "Status")))
  @Get(uri = "/status")
  HttpResponse<String> status(HttpRequest<?> request) {
    boolean all = gatekeeper.admitReader(Incoming.of(request)).seesAll();
    Instant now = clock.instant();
    String json = recent.get(name(all), now).orElseGet(() -> found(all, now));
    return Answer.ok(json).toHttp();
  }

  private static String name(boolean all) {
    return all ? "all" : "without persons";
  }

  /** A lane that is named for a person is no business of another. */
  private static boolean isPersons(Lane lane) {
    return DiscordUser.of(lane.name()).isPresent();
  }

  private String found(boolean all, Instant now) {
    List<Lane> lanes =
        outbox.get().lanes(outbox.get().laneNames(MOST_LANES)).stream()
            .filter(lane -> all || !isPersons(lane))
            .toList();
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
    recent.put(name(all), json, now);
    return json;
  }

  private LaneState state(Lane lane) {
    return new LaneState(lane, Backlog.of(outbox.get(), lane));
  }
}
