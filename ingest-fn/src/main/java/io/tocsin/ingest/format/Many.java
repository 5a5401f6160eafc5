package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.InvalidJsonException.Mistake;
import io.tocsin.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request that is an array of alerts, each of which is read by itself. */
final class Many {
  private static final int MOST = 100;

  private Many() {}

  /** Reads one of them. */
  interface One {
    /**
     * Reads an alert.
     *
     * @param text what the sender wrote about it
     * @param index its place in the request
     * @param requestName the name it has when it names itself nowhere
     * @throws InvalidJsonException naming every mistake
     */
    Alert read(
        Received request, JsonNode json, byte[] text, int index, Optional<String> requestName)
        throws InvalidJsonException;
  }

  /**
   * Reads them all, in their order; a bad one is reported in its place.
   *
   * @throws InvalidJsonException when the whole is no array of 1 to {@value #MOST}
   */
  static List<Item> read(Received request, One one) throws InvalidJsonException {
    JsonNode array = Wire.parse(request.text());
    if (!array.isArray() || array.isEmpty() || array.size() > MOST) {
      throw new InvalidJsonException(
          List.of(new Mistake("", "must be a JSON array of 1 to " + MOST + " alerts")));
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      items.add(item(request, array.get(i), i, one));
    }
    return items;
  }

  private static Item item(Received request, JsonNode json, int index, One one) {
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    // One name for all of them would make them news of one story.
    Optional<String> name = request.idempotencyKey().map(key -> key + "#" + index);
    try {
      return new Item.Good(one.read(request, json, text, index, name));
    } catch (InvalidJsonException e) {
      return new Item.Bad(e.mistakes());
    }
  }
}
