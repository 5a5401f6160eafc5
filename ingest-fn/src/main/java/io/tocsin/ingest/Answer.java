package io.tocsin.ingest;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.UriSyntaxException;
import io.tocsin.alert.EventId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes back: a status, headers and JSON text. */
record Answer(int status, Map<String, String> headers, String body) {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

  static Answer ok(String json) {
    return of(200, "application/json", json);
  }

  static Answer to(Problem problem) {
    LOG.info("refused status={} kind={}", problem.status(), problem.kind());
    Answer answer = of(problem.status(), "application/problem+json", problem.json());
    problem
        .retryAfter()
        .ifPresent(
            wait -> answer.headers.put("Retry-After", String.valueOf(Problem.seconds(wait))));
    return answer;
  }

  /**
   * To anything that went wrong. What was not foreseen is most likely a store or a queue out of
   * reach, and whatever it is, nothing was taken in: the sender is to try again.
   */
  static Answer to(Throwable error) {
    if (error instanceof Problem.Refused refused) {
      return to(refused.problem());
    }
    if (error instanceof UriSyntaxException) {
      return to(Problem.badRequest("The path or the query is not well-formed"));
    }
    LOG.error("request failed", error);
    return to(Problem.unavailable(Map.of()));
  }

  private static Answer of(int status, String contentType, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Cache-Control", "no-store");
    return new Answer(status, headers, body);
  }

  /** The API's document, which tools of other sites may read. */
  static Answer document(String yaml) {
    return of(200, "application/yaml", yaml)
        .with("X-Content-Type-Options", "nosniff")
        .with("Access-Control-Allow-Origin", "*");
  }

  /** A text of that type. */
  static Answer text(String contentType, String text) {
    return of(200, contentType, text);
  }

  /** A page that loads nothing and runs nothing. */
  static Answer page(int status, String html) {
    return page(status, html, "");
  }

  /**
   * A page that runs nothing.
   *
   * @param allowed what its Content-Security-Policy allows, such as {@code ; style-src …}
   */
  static Answer page(int status, String html, String allowed) {
    return of(status, "text/html; charset=utf-8", html)
        .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'" + allowed)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer");
  }

  /** Elsewhere, for now. */
  static Answer elsewhere(URI address) {
    return of(302, "text/plain; charset=utf-8", "It is at " + address + "\n")
        .with("Location", address.toASCIIString())
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer");
  }

  /** The same with one more header. */
  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  /**
   * The same, or only that the caller has it already (304, RFC 9110, 13.1.2), which costs who polls
   * no more than it needs.
   */
  Answer unlessKnown(Incoming incoming) {
    String tag = '"' + EventId.digest(body) + '"';
    boolean known =
        incoming.values("If-None-Match").stream()
            .map(each -> each.startsWith("W/") ? each.substring(2) : each)
            .anyMatch(each -> each.equals(tag) || each.equals("*"));
    Answer tagged = with("ETag", tag).with("Cache-Control", "private, no-cache");
    return known ? new Answer(304, tagged.headers, "") : tagged;
  }

  HttpResponse<String> toHttp() {
    var response = HttpResponse.<String>status(HttpStatus.valueOf(status)).body(body);
    headers.forEach(response::header);
    return response;
  }
}
