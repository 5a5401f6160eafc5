package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.ingest.api.Read;
import io.tocsin.ingest.api.Signed;
import io.tocsin.ingest.format.Received;
import io.tocsin.keys.Scope;
import io.tocsin.routing.Silence;
import io.tocsin.routing.Silences;
import io.tocsin.wire.InvalidJsonException;
import java.time.Clock;
import java.time.Instant;

/** Makes, shows and ends silences. Who silences decides what others do not hear: an admin. */
@Controller
@Tag(name = "Silences")
final class SilencesController {
  /** Every alert is held against all of them. */
  private static final int MOST_OPEN = 500;

  private final Gatekeeper gatekeeper;
  private final Silences silences;
  private final Clock clock;

  SilencesController(Gatekeeper gatekeeper, Silences silences, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.silences = silences;
    this.clock = clock;
  }

  /**
   * Makes a silence.
   *
   * <p>The same request sent twice makes one. A key with the scope {@code admin} is needed, for who
   * silences decides what others do not hear.
   */
  @Signed
  @Operation(operationId = "createSilence")
  @RequestBody(ref = "NewSilence")
  @ApiResponse(
      responseCode = "200",
      description = "The silence",
      content = @Content(schema = @Schema(ref = "Silence")))
  @ApiResponse(responseCode = "409", description = "There are 500 already", ref = "Conflict")
  @Post(uri = "/api/v1/silences", consumes = MediaType.ALL)
  HttpResponse<String> create(HttpRequest<?> request) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    try {
      Silence silence = SilenceJson.read(received);
      if (silences.open(received.at()).size() >= MOST_OPEN) {
        throw new Problem.Refused(
            Problem.of(
                409,
                "too-many-silences",
                "Conflict",
                "There are " + MOST_OPEN + " silences already; end some that nobody needs"));
      }
      return answer(silences.put(silence, received.at()), received.at());
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    }
  }

  /**
   * Ends a silence, now.
   *
   * <p>Its id is in the body, and not in the path, since the body is what is signed. A key with the
   * scope {@code admin} is needed.
   */
  @Signed
  @Operation(operationId = "endSilence")
  @RequestBody(ref = "SilenceId")
  @ApiResponse(
      responseCode = "200",
      description = "The silence, which is over",
      content = @Content(schema = @Schema(ref = "Silence")))
  @ApiResponse(responseCode = "404", description = "There is none of that id", ref = "NotFound")
  @Post(uri = "/api/v1/silences/end", consumes = MediaType.ALL)
  HttpResponse<String> end(HttpRequest<?> request) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    try {
      return silences
          .expire(SilenceJson.readId(received), received.at())
          .map(silence -> answer(silence, received.at()))
          .orElseThrow(
              () ->
                  new Problem.Refused(
                      Problem.of(404, "not-found", "Not Found", "There is no silence of that id")));
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    }
  }

  /** Lists the silences that are not over. */
  @Read
  @Operation(
      operationId = "listSilences",
      parameters =
          @Parameter(
              name = "all",
              in = ParameterIn.QUERY,
              description = "Whether those on record that are over are listed as well",
              schema = @Schema(ref = "Flag")))
  @ApiResponse(
      responseCode = "200",
      description = "The silences",
      content = @Content(schema = @Schema(ref = "Silences")))
  @Get(uri = "/api/v1/silences")
  HttpResponse<String> list(HttpRequest<?> request) {
    gatekeeper.admitReader(Incoming.of(request));
    Instant now = clock.instant();
    return Answer.ok(
            SilenceJson.write(all(request) ? silences.recorded(now) : silences.open(now), now))
        .toHttp();
  }

  private static boolean all(HttpRequest<?> request) {
    String all = request.getParameters().getFirst("all").orElse("false");
    return switch (all) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Problem.Refused(Problem.badRequest("all: must be true or false"));
    };
  }

  private static HttpResponse<String> answer(Silence silence, Instant now) {
    return Answer.ok(SilenceJson.write(silence, now)).toHttp();
  }
}
