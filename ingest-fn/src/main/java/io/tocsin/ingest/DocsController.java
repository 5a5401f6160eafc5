package io.tocsin.ingest;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.ingest.api.ApiDocument;
import io.tocsin.ingest.api.Open;

/** Answers what the API is, from files in the jar. */
@Controller
@Tag(name = "Service")
final class DocsController {

  /** Gives this document. */
  @Open
  @Operation(
      operationId = "document",
      security = {})
  @ApiResponse(
      responseCode = "200",
      description = "The document",
      content = @Content(mediaType = "application/yaml", schema = @Schema(ref = "Text")))
  @Get(uri = "/openapi.yml", produces = "application/yaml")
  HttpResponse<String> document() {
    return Answer.document(ApiDocument.text()).toHttp();
  }

  /** Shows this document as a page to read. */
  @Open
  @Operation(
      operationId = "documentPage",
      security = {})
  @ApiResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(ref = "Text")))
  @Get(uri = "/docs", produces = MediaType.TEXT_HTML)
  HttpResponse<String> page() {
    return Answer.page(200, ApiDocument.page(), "; style-src " + ApiDocument.pageStyle()).toHttp();
  }
}
