package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Produces;
import io.micronaut.web.router.Router;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Answers what no route answers, and what a route throws. */
@Controller
@Produces(MediaType.ALL)
final class ErrorsController {
  private final Router router;

  ErrorsController(Router router) {
    this.router = router;
  }

  @Error(global = true, status = HttpStatus.NOT_FOUND)
  HttpResponse<String> notFound(HttpRequest<?> request) {
    return Answer.to(
            Problem.of(404, "not-found", "Not Found", "There is nothing here; check the path"))
        .toHttp();
  }

  @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
  HttpResponse<String> methodNotAllowed(HttpRequest<?> request) {
    Set<String> methods = methods(request);
    Answer answer =
        Answer.to(
            Problem.of(
                405,
                "method",
                "Method Not Allowed",
                "This path does not answer that method; use " + String.join(" or ", methods)));
    return answer.with("Allow", String.join(", ", methods)).toHttp();
  }

  /** Those that the path answers. */
  private Set<String> methods(HttpRequest<?> request) {
    return router.findAny(request).stream()
        .map(match -> match.getRouteInfo().getHttpMethodName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Error(global = true)
  HttpResponse<String> failed(HttpRequest<?> request, Throwable error) {
    return Answer.to(error).toHttp();
  }
}
