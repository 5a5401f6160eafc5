package io.tocsin.packaged;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.infra.FunctionRole;
import io.tocsin.wire.WakeJson;
import io.tocsin.wire.Wire;
import java.util.function.IntFunction;

/**
 * What a function is called with when it is measured.
 *
 * @param event by the number of the call
 * @param done what its answer has when it is done
 */
record Errand(FunctionRole function, IntFunction<String> event, String done) {
  private static final String NOTHING_AGAIN = "\"batchItemFailures\":[]";

  /** A signed alert: each time another, since one that is known is not put on the queue again. */
  static final Errand TAKE =
      new Errand(
          FunctionRole.INGEST,
          number ->
              Events.signed(
                  "/api/v1/alert",
                  Stage.KEY,
                  Stage.SECRET,
                  Wire.write(alert(number).put("priority", "P1"))),
          "\"statusCode\":200");

  /** An alert on the queue, likewise. */
  static final Errand ROUTE =
      new Errand(
          FunctionRole.ROUTE,
          number ->
              batch(number, Wire.write(alert(number).put("source", "mon").put("severity", "high"))),
          NOTHING_AGAIN);

  /** A wake of a lane in which nothing waits. */
  static final Errand DRAIN =
      new Errand(
          FunctionRole.DRAIN,
          number -> batch(number, WakeJson.write("discord:" + number)),
          NOTHING_AGAIN);

  private static ObjectNode alert(int number) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("service", "plex")
        .put("title", "too hot")
        .put("message", "check " + number);
  }

  private static String batch(int number, String body) {
    ObjectNode message = Events.read("sqs-record").put("messageId", "m-" + number);
    message.put("body", body).putObject("messageAttributes");
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putArray("Records").add(message);
    return Wire.write(event);
  }
}
