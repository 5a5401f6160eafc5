package io.tocsin.meeting;

import io.tocsin.alert.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request over HTTP about a meeting, in or out, and its answer; secrets are not in it.
 *
 * @param meetingId of the meeting it was about
 * @param with the other side, such as {@code slotify}
 * @param request method and path, such as {@code POST /meetings}
 * @param body of the request, at most {@value #LONGEST} characters
 * @param status of the answer; absent when there was none
 * @param answer its body, or what happened instead, at most {@value #LONGEST} characters
 */
public record Exchange(
    String meetingId,
    Instant at,
    Direction direction,
    String with,
    String request,
    String body,
    Optional<Integer> status,
    String answer,
    Duration took) {
  public static final int LONGEST = 4_000;

  /** Who asked. */
  public enum Direction {
    IN,
    OUT
  }

  public Exchange {
    body = cut(body);
    answer = cut(answer);
  }

  /** The same for exchanges that are alike in every part: 24 letters and digits. */
  public String digest() {
    return EventId.digest(
        meetingId,
        at.toString(),
        direction.name(),
        with,
        request,
        body,
        status.map(String::valueOf).orElse(""),
        answer,
        took.toString());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
  }
}
