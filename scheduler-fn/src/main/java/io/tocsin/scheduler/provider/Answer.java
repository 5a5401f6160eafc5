package io.tocsin.scheduler.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a service answered, our key not in it.
 *
 * @param retryAfter how long it asks to be left alone
 */
record Answer(String service, int status, Optional<Duration> retryAfter, String body) {
  private static final int LONGEST_REASON = 200;

  /** Where it says to wait, but not for how long. */
  private static final Duration WAIT = Duration.ofSeconds(30);

  boolean good() {
    return status >= 200 && status < 300;
  }

  /** There is nothing at that path, or no more. */
  boolean nothingThere() {
    return status == 404 || status == 410;
  }

  boolean conflict() {
    return status == 409;
  }

  /**
   * The JSON that it is.
   *
   * @throws ProviderException when it is none: whatever answered may not be the service itself
   */
  JsonNode json() {
    try {
      return Wire.parse(body);
    } catch (InvalidJsonException e) {
      throw unreadable();
    }
  }

  ProviderException unreadable() {
    return new ProviderException(
        Kind.TRANSIENT, service + " answered " + status + " with nothing that can be read");
  }

  /** What follows when it is neither good nor anything that is expected. */
  ProviderException failure() {
    String said = service + " answered " + status + reason();
    if (status == 429) {
      return new ProviderException(Kind.TRANSIENT, said, Optional.of(retryAfter.orElse(WAIT)));
    }
    // A redirect is not followed; it may be a page about maintenance.
    boolean passes = status < 400 || status == 408 || status == 409 || status >= 500;
    return passes
        ? new ProviderException(Kind.TRANSIENT, said, retryAfter)
        : new ProviderException(Kind.REJECTED, said);
  }

  /** Its own words, on one line, if it has any where such services have them. */
  private String reason() {
    JsonNode json;
    try {
      json = Wire.parse(body);
    } catch (InvalidJsonException e) {
      return "";
    }
    return Stream.of("message", "detail", "error", "title")
        .map(json::path)
        .filter(JsonNode::isTextual)
        .map(text -> text.textValue().replaceAll("[\\p{C}\\s]+", " ").strip())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .map(text -> ": " + cut(text))
        .orElse("");
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_REASON
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_REASON)) + "…";
  }
}
