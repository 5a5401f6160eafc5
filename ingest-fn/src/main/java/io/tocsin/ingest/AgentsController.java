package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.analysis.Maker;
import io.tocsin.config.ModelName;
import io.tocsin.config.Rules;
import io.tocsin.ingest.api.Read;
import java.util.Optional;

/**
 * Tells of the agents that analyse alerts. They work elsewhere; this goes by the same rules and
 * variables.
 */
@Controller
@Tag(name = "Service")
final class AgentsController {
  private final Gatekeeper gatekeeper;
  private final Settings settings;
  private final Rulebooks rules = new Rulebooks();

  AgentsController(Gatekeeper gatekeeper, Settings settings) {
    this.gatekeeper = gatekeeper;
    this.settings = settings;
  }

  /**
   * Lists the agents that analyse alerts: what each does, what it goes by and who stands in for it.
   */
  @Read
  @Operation(operationId = "listAgents")
  @ApiResponse(
      responseCode = "200",
      description = "The agents",
      content = @Content(schema = @Schema(ref = "Agents")))
  @Get(uri = "/agents/list")
  HttpResponse<String> list(HttpRequest<?> request) {
    gatekeeper.admitReader(Incoming.of(request));
    return Answer.ok(AgentJson.write(rules.maker(), settings.model().map(ModelName::maker)))
        .toHttp();
  }

  /** The rules are read when they are first asked for, so that no start waits for them. */
  private final class Rulebooks {
    private Optional<Maker> known = Optional.empty();

    synchronized Maker maker() {
      Maker maker =
          known.orElseGet(() -> settings.config().map(Rules::of).orElseGet(Rules::builtIn).maker());
      known = Optional.of(maker);
      return maker;
    }
  }
}
