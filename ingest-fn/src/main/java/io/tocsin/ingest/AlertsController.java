package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.ingest.api.Signed;
import io.tocsin.ingest.format.Format;
import io.tocsin.ingest.format.Item;
import io.tocsin.ingest.format.Receipt;
import io.tocsin.ingest.format.ReceiptJson;
import io.tocsin.ingest.format.Received;
import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import io.tocsin.wire.InvalidJsonException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes alerts in. What a path's alerts are written in, its {@link Format} knows. */
@Controller
@Tag(name = "Alerts")
final class AlertsController {
  private final Gatekeeper gatekeeper;
  private final Intake intake;
  private final Metrics metrics;
  private final Map<String, Format> formats;

  AlertsController(Gatekeeper gatekeeper, Intake intake, Metrics metrics, List<Format> formats) {
    this.gatekeeper = gatekeeper;
    this.intake = intake;
    this.metrics = metrics;
    this.formats =
        formats.stream().collect(Collectors.toUnmodifiableMap(Format::path, Function.identity()));
  }

  /**
   * Takes in an alert of the ChatMaster Alert API.
   *
   * <p>200 says that a durable queue has it. Sent twice it is one event; the same name with another
   * body is news of the same alert.
   */
  @Signed
  @Operation(
      operationId = "sendAlert",
      parameters =
          @Parameter(
              name = "Idempotency-Key",
              in = ParameterIn.HEADER,
              ref = "#/components/parameters/IdempotencyKey"))
  @RequestBody(ref = "ChatMasterAlert")
  @ApiResponse(
      responseCode = "200",
      description = "The queue has the alert",
      content = @Content(schema = @Schema(ref = "Accepted")))
  // No type of content is refused: what counts is what the bytes are.
  @Post(uri = "/api/v1/alert", consumes = MediaType.ALL)
  HttpResponse<String> alert(HttpRequest<?> request) {
    return accept(request);
  }

  /** Takes in up to 100 alerts of the ChatMaster Alert API. */
  @Signed
  @Operation(
      operationId = "sendAlerts",
      parameters =
          @Parameter(
              name = "Idempotency-Key",
              in = ParameterIn.HEADER,
              ref = "#/components/parameters/IdempotencyKey"))
  @RequestBody(ref = "ChatMasterAlerts")
  @ApiResponse(
      responseCode = "200",
      description = "One result for each, in order: what is wrong is rejected in its place",
      content = @Content(schema = @Schema(ref = "Results")))
  @Post(uri = "/api/v1/alerts", consumes = MediaType.ALL)
  HttpResponse<String> alerts(HttpRequest<?> request) {
    return accept(request);
  }

  /**
   * Takes in an alert of ChainSync.
   *
   * <p>The answer says how urgent it is and where its meeting will be, which is made later.
   */
  @Signed
  @Operation(operationId = "sendChainSyncAlert")
  @RequestBody(ref = "ChainSyncAlert")
  @ApiResponse(
      responseCode = "200",
      description = "The queue has the alert",
      content = @Content(schema = @Schema(ref = "ChainSyncAccepted")))
  @Post(uri = "/webhooks/chainsync/alert", consumes = MediaType.ALL)
  HttpResponse<String> chainSync(HttpRequest<?> request) {
    return accept(request);
  }

  /** Takes in up to 100 alerts of ChainSync, as a MuleSoft batch sends them. */
  @Signed
  @Operation(operationId = "sendChainSyncAlerts")
  @RequestBody(ref = "ChainSyncAlerts")
  @ApiResponse(
      responseCode = "200",
      description = "One result for each, in order: what is wrong is rejected in its place",
      content = @Content(schema = @Schema(ref = "ChainSyncResults")))
  @Post(uri = "/webhooks/chainsync/alerts", consumes = MediaType.ALL)
  HttpResponse<String> chainSyncs(HttpRequest<?> request) {
    return accept(request);
  }

  private HttpResponse<String> accept(HttpRequest<?> request) {
    try {
      return taken(request);
    } catch (Problem.Refused e) {
      metrics.count(Metric.ALERTS_REJECTED, e.problem().kind());
      throw e;
    } catch (RuntimeException e) {
      // Answered as if the queue were out of reach, and counted so.
      metrics.count(Metric.ALERTS_REJECTED, "unavailable");
      throw e;
    }
  }

  private HttpResponse<String> taken(HttpRequest<?> request) {
    Format format = formats.get(request.getPath());
    if (format == null) {
      throw new Problem.Refused(Problem.of(404, "not-found", "Not Found", "There is nothing here"));
    }
    Received received = gatekeeper.admit(Incoming.of(request));
    List<Receipt> receipts = intake.take(read(format, received));
    if (receipts.stream().anyMatch(Receipt.Missed.class::isInstance)) {
      // Sent again as it is, what the queue has already is known as a duplicate.
      throw new Problem.Refused(Problem.unavailable(Map.of("results", ReceiptJson.all(receipts))));
    }
    return Answer.ok(format.answer(receipts)).toHttp();
  }

  private static List<Item> read(Format format, Received received) {
    try {
      return format.read(received);
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    }
  }
}
