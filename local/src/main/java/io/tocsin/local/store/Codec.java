package io.tocsin.local.store;

import io.tocsin.alert.Alert;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.function.Function;

/** Values as the JSON text that the file holds. */
record Codec<V>(Class<V> type, Function<V, String> write, Function<String, V> read) {

  static <V> Codec<V> of(Class<V> type) {
    if (type == Alert.class) {
      return new Codec<>(
          type, value -> AlertJson.write((Alert) value), text -> type.cast(alert(text)));
    }
    return new Codec<>(type, Wire::write, text -> Wire.read(text, type));
  }

  private static Alert alert(String text) {
    try {
      return AlertJson.read(text, "", Instant.EPOCH);
    } catch (InvalidJsonException e) {
      throw new StoreException("an alert in the store cannot be read: " + e.getMessage(), e);
    }
  }
}
