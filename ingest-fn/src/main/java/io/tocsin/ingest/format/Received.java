package io.tocsin.ingest.format;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.keys.ApiKey;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.InvalidJsonException.Mistake;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request that passed every check: its key is known and its signature is right.
 *
 * @param timestamp as it was signed
 * @param signature its 32 bytes
 * @param body the bytes as they came, at most 256 KiB
 * @param idempotencyKey the sender's name for the request; not signed
 * @param at when it came
 */
// Requests are never compared nor printed.
@SuppressWarnings("ArrayRecordComponent")
public record Received(
    ApiKey key,
    String timestamp,
    byte[] signature,
    byte[] body,
    Optional<String> idempotencyKey,
    Instant at) {

  /**
   * The body as text.
   *
   * @throws InvalidJsonException when it is not UTF-8
   */
  public String text() throws InvalidJsonException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidJsonException(List.of(new Mistake("", "must be valid UTF-8")));
    }
  }

  /**
   * The id of one of its events: of the name and the text, where the sender names it; else of what
   * was signed and its place in the request.
   *
   * @param text what the sender says under that name; other text is further news
   */
  public String eventId(Optional<String> name, byte[] text, int index) {
    return name.map(given -> EventId.named(key.id(), given, text))
        .orElseGet(() -> EventId.unnamed(key.id(), timestamp, signature, index));
  }

  /**
   * The alert, with whose key it was signed with, and whether that owner wants to be told of it.
   */
  Alert ofItsOwner(Alert alert) {
    return alert.of(key.owner(), key.summary().wishes().against(alert));
  }
}
