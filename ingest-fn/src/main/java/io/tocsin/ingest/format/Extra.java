package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Json;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.Map;

/** Members that a format does not know; they are kept. */
final class Extra {
  private Extra() {}

  /** What was not read yet. On the queue it lies one level deeper, and must still be read there. */
  static Json of(Fields fields) throws InvalidJsonException {
    Json rest = fields.rest();
    for (Map.Entry<String, JsonNode> member : Wire.parse(rest.text()).properties()) {
      if (depth(member.getValue()) > Wire.DEEPEST - 2) {
        fields.mistake(member.getKey(), "must be at most " + (Wire.DEEPEST - 2) + " levels deep");
      }
    }
    return rest;
  }

  private static int depth(JsonNode value) {
    int deepest = 0;
    for (JsonNode child : value) {
      deepest = Math.max(deepest, depth(child));
    }
    return value.isContainerNode() ? deepest + 1 : 0;
  }
}
