package io.tocsin.ingest;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Says that it is there. */
@Controller
final class HealthController {

  /** Whether the function runs at all; reveals nothing but that. */
  @Get(uri = "/health", produces = MediaType.ALL)
  HttpResponse<String> health() {
    return Answer.ok("{\"status\":\"up\"}").toHttp();
  }
}
