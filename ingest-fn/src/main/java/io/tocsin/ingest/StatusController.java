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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers how Tocsin itself is. */
@Controller
final class StatusController {
  private static final Logger LOG = LoggerFactory.getLogger(StatusController.class);

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
   * versions; at most 5 s old. What cannot be asked just now says so in its place. It tells nothing
   * of what an alert says, and of lanes that are named for a person only to who may administer.
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
    StatusJson status = new StatusJson(now);
    ask(status, () -> status.queues(queues.get().depths()), "queues");
    ask(status, () -> status.lanes(lanes(all)), "lanes", "limits");
    ask(status, () -> status.lastAlert(lastAlert()), "last_alert");
    status.discord(interactions, directMessages);
    String json = status.write();
    recent.put(name(all), json, now);
    return json;
  }

  /** Asks for parts of the answer. When they cannot be asked the rest is all the more wanted. */
  private static void ask(StatusJson status, Runnable asking, String... parts) {
    try {
      asking.run();
    } catch (RuntimeException e) {
      LOG.warn("{} cannot be asked", parts[0], e);
      Stream.of(parts).forEach(status::unasked);
    }
  }

  private List<LaneState> lanes(boolean all) {
    return outbox.get().lanes(outbox.get().laneNames(MOST_LANES)).stream()
        .filter(lane -> all || !isPersons(lane))
        .map(this::state)
        .toList();
  }

  private Optional<Instant> lastAlert() {
    return history.recent(1, Optional.empty()).items().stream()
        .map(story -> story.alert().receivedAt())
        .findFirst();
  }

  private LaneState state(Lane lane) {
    return new LaneState(lane, Backlog.of(outbox.get(), lane));
  }
}
