package io.tocsin.dispatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.WakeJson;
import io.tocsin.wire.Wire;
import java.io.IOException;

/** The batches that are rehearsed, of one message each. */
final class Rehearsed {
  private static final String ID = "rehearsal";

  private Rehearsed() {}

  /** An alert in the project's own form, which ingest makes of any other. */
  static String alert() {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    alert.put("source", "tocsin").put("service", "tocsin").put("severity", "medium");
    return batch(Wire.write(alert.put("title", "Rehearsal").put("message", "It is only played")));
  }

  /** A wake of a lane in which nothing waits. */
  static String wake() {
    return batch(WakeJson.write(ID));
  }

  private static String batch(String body) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode message = event.putArray("Records").addObject();
    message.put("messageId", ID).put("body", body).put("eventSource", "aws:sqs");
    message.putObject("attributes");
    message.putObject("messageAttributes");
    return Wire.write(event);
  }

  /**
   * Checks that nothing is to come again.
   *
   * @throws IOException with the answer, when something is
   */
  static void check(String answer) throws IOException {
    if (answer.contains(ID)) {
      throw new IOException("the message was not taken: " + answer);
    }
  }
}
