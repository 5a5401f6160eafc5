package io.tocsin.ingest;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tocsin.ingest.api.Open;

/** Says that it is there. */
@Controller
final class HealthController {

  /** Says whether the service runs at all, and nothing but that. */
  @Open
  @Operation(
      operationId = "health",
      tags = "Service",
      security = {})
  @ApiResponse(
      responseCode = "200",
      description = "It runs",
      content = @Content(schema = @Schema(ref = "Health")))
  @Get(uri = "/health")
  HttpResponse<String> health() {
    return Answer.ok("{\"status\":\"up\"}").toHttp();
  }
}
