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
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Redeliveries;
import io.tocsin.history.History;
import io.tocsin.history.Story;
import io.tocsin.ingest.api.Signed;
import io.tocsin.ingest.format.Received;
import io.tocsin.keys.Scope;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.List;
import java.util.Optional;

/** Brings dead letters back, once a person has mended what they failed for. */
@Controller
@Tag(name = "Alerts")
final class RedeliverController {
  private static final int LONGEST = 1000;

  private final Gatekeeper gatekeeper;
  private final History history;
  private final Redeliveries redeliveries;

  RedeliverController(Gatekeeper gatekeeper, History history, Redeliveries redeliveries) {
    this.gatekeeper = gatekeeper;
    this.history = history;
    this.redeliveries = redeliveries;
  }

  /**
   * Brings dead deliveries of an alert back.
   *
   * <p>To be done once what they failed for is mended. A key with the scope {@code admin} is
   * needed.
   */
  @Signed
  @Operation(operationId = "redeliver")
  @RequestBody(ref = "Redelivery")
  @ApiResponse(
      responseCode = "200",
      description = "They will be told again",
      content = @Content(schema = @Schema(ref = "Redelivered")))
  @ApiResponse(
      responseCode = "404",
      description = "The alert has no dead delivery to that target",
      ref = "NotFound")
  @Post(uri = "/api/v1/redeliver", consumes = MediaType.ALL)
  HttpResponse<String> redeliver(HttpRequest<?> request) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    try {
      Fields fields = Fields.of(Wire.parse(received.text()));
      String alert = fields.required("alert", LONGEST);
      Optional<String> target = fields.optional("target", LONGEST);
      fields.check();
      List<String> dead = dead(alert, target);
      if (dead.isEmpty()) {
        throw new Problem.Refused(
            Problem.of(
                404, "not-found", "Not Found", "The alert has no dead letter of that target"));
      }
      redeliveries.ask(alert, target);
      return Answer.ok(answer(alert, dead)).toHttp();
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    }
  }

  private List<String> dead(String alert, Optional<String> target) {
    return history.story(alert).stream()
        .map(Story::deliveries)
        .flatMap(List::stream)
        .filter(each -> each.state() == State.DEAD)
        .map(Delivery::target)
        .filter(name -> target.filter(only -> !only.equals(name)).isEmpty())
        .toList();
  }

  private static String answer(String alert, List<String> targets) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("alert", alert);
    var all = json.putArray("targets");
    targets.forEach(all::add);
    return Wire.write(json);
  }
}
