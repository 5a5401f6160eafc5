package io.tocsin.lambda;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Lambda's events and the answers to them, as JSON. Lambda's runtime would read them as well, but
 * with a JSON library of its own, 700 classes more that a first request would wait for.
 *
 * <p>For events whose members are texts, numbers, lists and objects: of HTTP and of queues. The
 * classes' members are not written as the JSON's are ({@code records} and {@code Records}), so a
 * letter's case does not matter.
 */
public final class Events {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private Events() {}

  /**
   * Reads an event.
   *
   * @throws IOException when it is no JSON, or no such event
   */
  public static <E> E read(InputStream input, Class<E> event) throws IOException {
    return JSON.readValue(input, event);
  }

  /**
   * Writes an answer.
   *
   * @throws IOException when it cannot be written
   */
  public static void write(OutputStream output, Object answer) throws IOException {
    JSON.writeValue(output, answer);
  }
}
