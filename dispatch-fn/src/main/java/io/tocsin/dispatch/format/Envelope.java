package io.tocsin.dispatch.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.wire.InvalidJsonException;

/**
 * What a service puts around what it carries. One bean of this type is all that a new one takes.
 */
interface Envelope {

  /** Whether this is such a one, by members that nothing else has. */
  boolean fits(JsonNode json);

  /**
   * Opens it.
   *
   * @throws InvalidJsonException naming every member that is wrong
   */
  Content open(JsonNode json, Origin origin) throws InvalidJsonException;

  /**
   * What was in it.
   *
   * @param member where it was
   */
  record Content(String member, JsonNode json, Origin origin) {}
}
