package io.tocsin.dispatch.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.EventId;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * A <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvent
 * 1.0</a> in structured JSON. Its id is unique within its source.
 */
@Singleton
final class CloudEvent implements Envelope {
  private static final String VERSION = "specversion";
  private static final String DATA = "data";
  private static final int LONGEST = 1024;

  @Override
  public boolean fits(JsonNode json) {
    return json.path(VERSION).isTextual();
  }

  @Override
  public Content open(JsonNode json, Origin origin) throws InvalidJsonException {
    Fields fields = Fields.of(json);
    if (!fields.required(VERSION, LONGEST).equals("1.0")) {
      fields.mistake(VERSION, "must be 1.0");
    }
    String id = fields.required("id", LONGEST);
    String source = fields.required("source", LONGEST);
    fields.required("type", LONGEST);
    Optional<Instant> time = fields.instant("time");
    JsonNode data = fields.value(DATA);
    if (!data.isObject()) {
      fields.mistake(DATA, "must be an alert as a JSON object, not as text nor in data_base64");
    }
    fields.check();
    return new Content(DATA, data, origin.by(EventId.foreign("cloudevent", source, id), time));
  }
}
