package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.Acknowledgements;
import io.tocsin.ingest.api.Signed;
import io.tocsin.ingest.format.Received;
import io.tocsin.keys.Scope;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.Optional;

/** Notes that somebody sees to an alert. Who says so keeps others from being reminded: an admin. */
@Controller
@Tag(name = "Alerts")
final class AcknowledgeController {
  private static final int LONGEST = 1000;

  private final Gatekeeper gatekeeper;
  private final Acknowledgements acknowledgements;

  AcknowledgeController(Gatekeeper gatekeeper, Acknowledgements acknowledgements) {
    this.gatekeeper = gatekeeper;
    this.acknowledgements = acknowledgements;
  }

  /**
   * Acknowledges an alert.
   *
   * <p>The first to do so is the one who has. Routes that set repeat_every do not remind of its
   * incident any more, until that is over or gets worse. A key with the scope {@code admin} is
   * needed.
   */
  @Signed
  @Operation(operationId = "acknowledge")
  @RequestBody(ref = "ToAcknowledge")
  @ApiResponse(
      responseCode = "200",
      description = "Who has acknowledged it, now or before",
      content = @Content(schema = @Schema(ref = "Acknowledged")))
  @ApiResponse(responseCode = "404", description = "There is none of that id", ref = "NotFound")
  @Post(uri = "/api/v1/acknowledge", consumes = MediaType.ALL)
  HttpResponse<String> acknowledge(HttpRequest<?> request) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    try {
      Fields fields = Fields.of(Wire.parse(received.text()));
      String alert = fields.required("alert", LONGEST);
      Optional<String> note =
          fields.optional("note", Acknowledgement.LONGEST_NOTE).filter(text -> !text.isBlank());
      fields.check();
      Acknowledgement wanted = new Acknowledgement(received.key().owner(), received.at(), note);
      return acknowledgements
          .acknowledge(alert, wanted)
          .map(kept -> Answer.ok(answer(alert, kept)).toHttp())
          .orElseThrow(
              () ->
                  new Problem.Refused(
                      Problem.of(404, "not-found", "Not Found", "There is no alert of that id")));
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    }
  }

  private static String answer(String alert, Acknowledgement kept) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("alert", alert);
    json.set("acknowledged", StoryJson.acknowledgement(kept));
    return Wire.write(json);
  }
}
