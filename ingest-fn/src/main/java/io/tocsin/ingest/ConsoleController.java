package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tocsin.ingest.api.Open;
import io.tocsin.ingest.api.Polled;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves the console. Its files are open to all and hold nothing: whoever uses the page has it ask
 * this API with a key of his own.
 */
@Controller
final class ConsoleController {
  /**
   * Scripts and styles are files of ours, nothing is said to anybody else, nobody may put the page
   * into a frame, and no text becomes markup: in browsers that know of trusted types, not even by
   * mistake.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  /** Those that were asked for. A name that leads to none is not kept. */
  private final Map<String, ConsoleFile> files = new ConcurrentHashMap<>();

  /** Shows the console. */
  @Open
  @Polled
  @Operation(
      operationId = "console",
      tags = "Service",
      security = {})
  @ApiResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(ref = "Text")))
  @Get(uri = "/console", produces = MediaType.TEXT_HTML)
  HttpResponse<String> page(HttpRequest<?> request) {
    return answer(request, "index.html");
  }

  /**
   * Gives a file of the console.
   *
   * @param file its name, such as main.js
   */
  @Open
  @Polled
  @Operation(
      operationId = "consoleFile",
      tags = "Service",
      security = {})
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = {
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(ref = "Text")),
        @Content(mediaType = "text/css", schema = @Schema(ref = "Text")),
        @Content(mediaType = "text/javascript", schema = @Schema(ref = "Text")),
        @Content(mediaType = "image/svg+xml", schema = @Schema(ref = "Text"))
      })
  @ApiResponse(responseCode = "404", description = "There is no such file", ref = "NotFound")
  @Get(
      uri = "/console/{file}",
      produces = {MediaType.TEXT_HTML, "text/css", "text/javascript", "image/svg+xml"})
  HttpResponse<String> file(HttpRequest<?> request, String file) {
    return answer(request, file);
  }

  private HttpResponse<String> answer(HttpRequest<?> request, String name) {
    ConsoleFile file =
        files.computeIfAbsent(
            name,
            any ->
                ConsoleFile.named(any)
                    .orElseThrow(
                        () ->
                            new Problem.Refused(
                                Problem.of(
                                    404,
                                    "not-found",
                                    "Not Found",
                                    "The console has no such file"))));
    // Kept by the browser, which asks each time whether it is still so: after a new release no
    // file of the old one is used with files of the new one.
    return Answer.text(file.type(), file.text())
        .unlessKnown(Incoming.of(request))
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .toHttp();
  }
}
