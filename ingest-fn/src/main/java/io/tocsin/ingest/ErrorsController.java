package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Produces;

/** Answers what no route answers, and what a route throws. */
@Controller
@Produces(MediaType.ALL)
final class ErrorsController {

  @Error(global = true, status = HttpStatus.NOT_FOUND)
  HttpResponse<String> notFound(HttpRequest<?> request) {
    return Answer.to(
            Problem.of(404, "not-found", "Not Found", "There is nothing here; check the path"))
        .toHttp();
  }

  @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
  HttpResponse<String> methodNotAllowed(HttpRequest<?> request) {
    return Answer.to(
            Problem.of(
                405,
                "method",
                "Method Not Allowed",
                "This path does not answer that method; POST alerts, GET the rest"))
        .toHttp();
  }

  @Error(global = true)
  HttpResponse<String> failed(HttpRequest<?> request, Throwable error) {
    return Answer.to(error).toHttp();
  }
}
