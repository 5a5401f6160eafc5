package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Speaks one service's language, and does nothing else: it writes requests and judges replies.
 * Sending, limiting, retrying and recording are done for every channel in one place.
 *
 * <p>A new channel is one class, its test on the channel kit, and a fixture.
 */
public interface Channel {
  /** More than that waiting in one lane are folded into digests. */
  int QUEUE_SIZE = 100;

  /** The name in {@code tocsin.yml}, e.g. {@code discord}. */
  String name();

  /** The settings a target of this channel has, e.g. {@code url}; each with a name of its own. */
  Set<Setting> settings();

  /** The pace the service allows on one lane when nobody configured another. */
  Budget budget();

  /** The wider limits that each request is under besides its lane's. */
  default List<Limit> limits() {
    return List.of();
  }

  /**
   * How many may wait in a lane before the least severe are folded into a digest; {@link
   * Integer#MAX_VALUE} for a service that wants each alert by itself.
   */
  default int queueSize() {
    return QUEUE_SIZE;
  }

  /**
   * Writes one message about as many of the notices as fit, from the first on.
   *
   * @return a request over none of the service's limits
   */
  Message render(Target target, Content content);

  /**
   * Writes the request that changes a message sent before, now that its alert is resolved.
   *
   * @param notice the alert that was sent, as its resolved news tells it, and its delivery, whose
   *     {@link Delivery#messageId} names the message
   * @return empty when the service cannot, or the message holds more than this alert; the news then
   *     goes out as a message of its own
   */
  default Optional<Request> amend(Target target, Notice notice) {
    return Optional.empty();
  }

  /** What must be asked for once before the target can be written to. */
  default Optional<Opening> opening(Target target) {
    return Optional.empty();
  }

  /**
   * Judges the answer to an {@link Opening}: {@link Outcome.Delivered} holds as {@code messageId}
   * what was asked for.
   */
  default Outcome judgeOpening(Reply.Answer answer) {
    return judge(answer);
  }

  /** Judges the service's answer to a message. */
  Outcome judge(Reply.Answer answer);

  /** How long the service wants no further request on the lane, although it took this one. */
  default Duration rest(Reply.Answer answer) {
    return Duration.ZERO;
  }

  /** An alert on its way, as a channel sees it. */
  record Notice(Alert alert, Delivery delivery) {}

  /**
   * What a message is to say.
   *
   * @param notices 1 to 10, most severe first
   * @param digest what is told in one line each, because too much waits; always written whole
   * @param plain write the first notice alone, as simply as the service allows, and no digest
   */
  record Content(List<Notice> notices, List<DigestLine> digest, boolean plain) {
    public Content {
      notices = List.copyOf(notices);
      digest = List.copyOf(digest);
    }

    public static Content of(List<Notice> notices) {
      return new Content(notices, List.of(), false);
    }
  }

  /**
   * Alerts of one severity that are told by their number alone.
   *
   * @param services a few of the services they are about
   */
  record DigestLine(
      Severity severity, int count, SortedSet<String> services, Instant first, Instant last) {}

  /**
   * A message ready to be sent.
   *
   * @param covers how many of the notices are in it, at least 1
   */
  record Message(Request request, int covers) {}

  /**
   * A limit that more than one lane is under: what blocks it blocks them all.
   *
   * @param name unique over all channels, e.g. {@code discord}
   * @param budget of all those lanes together; empty when it only ever blocks
   */
  record Limit(String name, Optional<Budget> budget) {}

  /**
   * Asks for a setting of the target that only the service knows, such as the channel of a person's
   * direct messages. The answer is kept for good.
   *
   * @param setting added to the target's for {@link #render}
   * @param key under which the answer is kept; says nothing secret
   * @param limit what openings are under
   */
  record Opening(String setting, String key, Request request, Limit limit) {}
}
