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
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.history.Page;
import io.tocsin.ingest.api.Signed;
import io.tocsin.ingest.format.Received;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Lists keys, for admins. The requests are signed as well: whose keys there are is nobody else's
 * business.
 */
@Controller
@Tag(name = "Keys")
final class KeyListController {
  private static final int USUAL = 20;

  private final Gatekeeper gatekeeper;
  private final KnownKeys known;
  private final KeyDesk desk;

  KeyListController(Gatekeeper gatekeeper, KnownKeys known, KeyDesk desk) {
    this.gatekeeper = gatekeeper;
    this.known = known;
    this.desk = desk;
  }

  /**
   * Lists the keys: all of them, an owner's, or one.
   *
   * <p>The request is signed, over an empty body: whose keys there are is nobody else's business.
   */
  @Signed
  @Operation(
      operationId = "listKeys",
      parameters = {
        @Parameter(
            name = "owner",
            in = ParameterIn.QUERY,
            description = "Whose keys are listed",
            schema = @Schema(ref = "Text")),
        @Parameter(
            name = "id",
            in = ParameterIn.QUERY,
            description = "The one key that is listed",
            schema = @Schema(ref = "Text")),
        @Parameter(name = "limit", in = ParameterIn.QUERY, ref = "#/components/parameters/Limit"),
        @Parameter(name = "cursor", in = ParameterIn.QUERY, ref = "#/components/parameters/Cursor")
      })
  @ApiResponse(
      responseCode = "200",
      description = "A page of keys",
      content = @Content(schema = @Schema(ref = "Keys")))
  @ApiResponse(responseCode = "404", description = "There is none of that id", ref = "NotFound")
  @ApiResponse(responseCode = "409", description = "The key is set elsewhere", ref = "Conflict")
  @Get(uri = "/api/v1/keys")
  HttpResponse<String> list(HttpRequest<?> request) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    return KeyRefusals.answered(
        () -> {
          Optional<String> id = parameter(request, "id");
          Page<KeySummary> page =
              id.isPresent() ? new Page<>(List.of(one(id.get())), Optional.empty()) : page(request);
          return Answer.ok(KeyJson.write(page, received.at())).toHttp();
        });
  }

  private KeySummary one(String id) {
    if (known.isBootstrap(id)) {
      throw KeyRefusals.bootstrap();
    }
    return desk.show(id);
  }

  private Page<KeySummary> page(HttpRequest<?> request) {
    int limit = Limit.of(request, USUAL);
    try {
      return desk.page(parameter(request, "owner"), limit, parameter(request, "cursor"));
    } catch (IllegalArgumentException e) {
      throw new Problem.Refused(
          Problem.badRequest(
              "cursor: it is none that such a page was given with; start again without it"));
    }
  }

  private static Optional<String> parameter(HttpRequest<?> request, String name) {
    return request.getParameters().getFirst(name);
  }
}
