package io.tocsin.dispatch.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.wire.InvalidJsonException;

/**
 * A way of writing an alert that is not the project's own. One bean of this type is all that a new
 * one takes.
 */
interface Form {

  /** Whether this is written so, by members that nothing else has. */
  boolean fits(JsonNode json);

  /**
   * Reads it.
   *
   * @throws InvalidJsonException naming every member that is wrong
   */
  Alert read(JsonNode json, Origin origin) throws InvalidJsonException;
}
