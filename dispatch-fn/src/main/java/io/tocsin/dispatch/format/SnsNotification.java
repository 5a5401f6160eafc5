package io.tocsin.dispatch.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.EventId;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.InvalidJsonException.Mistake;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * What Amazon SNS puts on a queue that is subscribed to a topic without raw message delivery: see
 * <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">its
 * documentation</a>. SNS delivers at least once, by the same id there.
 */
@Singleton
final class SnsNotification implements Envelope {
  private static final String MESSAGE = "Message";
  private static final int LONGEST = 256 * 1024;
  private static final int LONGEST_ID = 256;

  @Override
  public boolean fits(JsonNode json) {
    return json.path("Type").isTextual() && json.path("TopicArn").isTextual();
  }

  @Override
  public Content open(JsonNode json, Origin origin) throws InvalidJsonException {
    Fields fields = Fields.of(json);
    if (!fields.required("Type", LONGEST_ID).equals("Notification")) {
      fields.mistake(
          "Type",
          "must be Notification; a subscription needs no confirmation when the queue's own account"
              + " makes it");
    }
    Optional<String> id = fields.optional("MessageId", LONGEST_ID);
    String message = fields.required(MESSAGE, LONGEST);
    fields.check();
    return new Content(
        MESSAGE,
        content(message),
        origin.by(
            id.map(known -> EventId.foreign("sns", known)).orElse(origin.id()), Optional.empty()));
  }

  private static JsonNode content(String message) throws InvalidJsonException {
    try {
      return Wire.parse(message);
    } catch (InvalidJsonException e) {
      throw new InvalidJsonException(
          List.of(
              new Mistake(MESSAGE, "must be an alert or a CloudWatch alarm: " + e.getMessage())));
    }
  }
}
