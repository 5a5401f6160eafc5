package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.delivery.Reply;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;

/** Reads the bodies of answers. */
final class Bodies {
  private Bodies() {}

  /** The JSON of an answer; a missing node when it has none, as a proxy's page has not. */
  static JsonNode json(Reply.Answer answer) {
    try {
      return Wire.parse(answer.body());
    } catch (InvalidJsonException e) {
      // A page of the edge or nothing at all: the status says enough.
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
