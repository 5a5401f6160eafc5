package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Secret;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** An alert in a file, in any form that Tocsin takes, for who wants to see what becomes of it. */
public final class AlertFile {
  private static final String NOBODY = "nobody";

  private AlertFile() {}

  /**
   * Reads it as if it had come in: what has an {@code alert_type} in the form of ChainSync, what
   * has a {@code priority} in that of the ChatMaster Alert API, and everything else in Tocsin's
   * own.
   *
   * @param at when it is taken to have come
   * @throws InvalidJsonException naming what is wrong
   */
  public static Alert read(String text, Instant at) throws InvalidJsonException {
    JsonNode json = Wire.parse(text);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ApiKey key = ApiKey.of(NOBODY, NOBODY, Secret.of(""), Set.of());
    Received request = new Received(key, "0", new byte[0], bytes, Optional.empty(), at);
    if (json.has("alert_type")) {
      return new ChainSyncAlert(request, json, bytes, 0).read();
    }
    if (json.has("priority")) {
      return new ChatMasterAlert(request, json, bytes, 0, Optional.empty()).read();
    }
    return AlertJson.read(text, "ev_file", at);
  }
}
