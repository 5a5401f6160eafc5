package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.routing.Target;
import java.util.List;
import java.util.Set;

/**
 * Speaks one service's language, and does nothing else: it writes requests and judges replies.
 * Sending, limiting, retrying and recording are done for every channel in one place.
 *
 * <p>A new channel is one class, its test on the channel kit, and a fixture.
 */
public interface Channel {

  /** The name in {@code tocsin.yml}, e.g. {@code discord}. */
  String name();

  /** The settings a target of this channel must have, e.g. {@code url}. */
  Set<String> settings();

  /** The pace the service allows on one lane when nobody configured another. */
  Budget budget();

  /**
   * Writes one message about as many of the notices as fit, from the first on.
   *
   * @param notices 1 to 10, most severe first
   * @param plain write the first alone, as simply as the service allows
   * @return a request over none of the service's limits
   */
  Message render(Target target, List<Notice> notices, boolean plain);

  /** Judges the service's answer to a message. */
  Outcome judge(Reply.Answer answer);

  /** An alert on its way, as a channel sees it. */
  record Notice(Alert alert, Delivery delivery) {}

  /**
   * A message ready to be sent.
   *
   * @param covers how many of the notices are in it, at least 1
   */
  record Message(Request request, int covers) {}
}
