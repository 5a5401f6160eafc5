package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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

  /** The page. */
  @Get(uri = "/console", produces = MediaType.ALL)
  HttpResponse<String> page(HttpRequest<?> request) {
    return answer(request, "index.html");
  }

  /** What the page is made of: {@code *.js}, {@code *.css} and {@code *.svg}. */
  @Get(uri = "/console/{file}", produces = MediaType.ALL)
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
