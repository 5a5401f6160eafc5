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

  /** An alert, as ingest puts it on its queue. */
  static String alert() {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    alert.put("service", "tocsin").put("priority", "P3").put("title", "Rehearsal");
    return batch(Wire.write(alert.put("message", "It is only played")));
  }

  /** A wake of a lane in which nothing waits. */
  static String wake() {
    return batch(WakeJson.write(ID));
  }

  private static String batch(String body) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode message = event.putArray("Records").addObject();
    message.put("messageId", ID).put("body", body).put("eventSource", "aws:sqs");
    message.putObject("attributes").put("SentTimestamp", "0");
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
