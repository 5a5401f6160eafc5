package io.tocsin.dispatch.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.EventId;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of Amazon EventBridge around what its source wrote: see <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">its
 * structure</a>. EventBridge delivers at least once, by the same id.
 */
@Singleton
final class EventBridgeEvent implements Envelope {
  static final String DETAIL_TYPE = "detail-type";
  static final String DETAIL = "detail";
  private static final int LONGEST_ID = 256;

  @Override
  public boolean fits(JsonNode json) {
    return json.path(DETAIL_TYPE).isTextual() && json.has(DETAIL);
  }

  @Override
  public Content open(JsonNode json, Origin origin) throws InvalidJsonException {
    Fields fields = Fields.of(json);
    JsonNode detail = fields.value(DETAIL);
    Optional<Instant> time = fields.instant("time");
    Origin event = origin.by(id(fields, origin), time);
    fields.check();
    return new Content(DETAIL, detail, event);
  }

  static String id(Fields fields, Origin origin) {
    return fields
        .optional("id", LONGEST_ID)
        .map(id -> EventId.foreign("eventbridge", id))
        .orElse(origin.id());
  }
}
