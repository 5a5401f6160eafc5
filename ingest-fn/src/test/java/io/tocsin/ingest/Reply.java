package io.tocsin.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.Map;

/** What a sender gets back. */
record Reply(int status, Map<String, String> headers, String body) {

  JsonNode json() {
    try {
      return Wire.parse(body);
    } catch (InvalidJsonException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }

  String header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
