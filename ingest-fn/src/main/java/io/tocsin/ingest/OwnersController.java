package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.ingest.api.Signed;
import io.tocsin.ingest.format.Received;
import io.tocsin.keeping.Erased;
import io.tocsin.keeping.Erasure;
import io.tocsin.keys.Scope;
import io.tocsin.wire.Fields;
import io.tocsin.wire.Wire;
import java.time.Duration;

/** Deletes what is kept of one owner. */
@Controller
@Tag(name = "Keys")
final class OwnersController {
  private static final int LONGEST = 100;

  /** The function has twice that, and one alert is deleted well within it. */
  private static final Duration TIME = Duration.ofSeconds(10);

  private final Gatekeeper gatekeeper;
  private final Erasure erasure;

  OwnersController(Gatekeeper gatekeeper, Erasure erasure) {
    this.gatekeeper = gatekeeper;
    this.erasure = erasure;
  }

  /**
   * Deletes an owner's keys, alerts, and what is about them, for good.
   *
   * <p>The keys are revoked at once. One request deletes for ten seconds at most: ask again for as
   * long as the answer says that there is more. Repeating it is harmless. What is deleted, and what
   * is not, is in docs/archive.md.
   */
  @Signed
  @Operation(operationId = "forgetOwner")
  @RequestBody(ref = "Owner")
  @ApiResponse(
      responseCode = "200",
      description = "What this request deleted",
      content = @Content(schema = @Schema(ref = "Forgotten")))
  @ApiResponse(
      responseCode = "409",
      description = "The request is signed with a key of that owner",
      ref = "Conflict")
  @Post(uri = "/api/v1/owners/forget", consumes = MediaType.ALL)
  HttpResponse<String> forget(HttpRequest<?> request) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    return KeyRefusals.answered(
        () -> {
          Fields fields = Fields.of(Wire.parse(received.text()));
          String owner = fields.required("owner", LONGEST);
          fields.check();
          if (owner.equals(received.key().owner())) {
            throw new Problem.Refused(
                Problem.of(
                    409,
                    "own-key",
                    "Conflict",
                    "This would end the key that you sign with; sign with another owner's"));
          }
          return Answer.ok(answer(owner, erasure.step(owner, received.at().plus(TIME)))).toHttp();
        });
  }

  private static String answer(String owner, Erased erased) {
    return Wire.write(
        JsonNodeFactory.instance
            .objectNode()
            .put("owner", owner)
            .put("alerts", erased.alerts())
            .put("deliveries", erased.deliveries())
            .put("meetings", erased.meetings())
            .put("keys", erased.keys())
            .put("archived", erased.filed())
            .put("more", erased.more()));
  }
}
