package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Request;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;

/** Requests as fixtures hold them. */
final class PinnedRequest {
  private PinnedRequest() {}

  static ObjectNode head(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("method", request.method());
    json.put("url", request.url().reveal());
    ObjectNode headers = json.putObject("headers");
    request.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    return json;
  }

  static ObjectNode whole(Request request) {
    try {
      return head(request).set("body", Wire.parse(request.body()));
    } catch (InvalidJsonException e) {
      throw new AssertionError(e);
    }
  }
}
