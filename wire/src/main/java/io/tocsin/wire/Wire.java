package io.tocsin.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tocsin.keys.AddressRange;
import io.tocsin.wire.InvalidJsonException.Mistake;
import java.util.List;

/** How Tocsin reads and writes JSON: strict in what it reads, the same for all modules. */
public final class Wire {
  /** The deepest nesting that is read. */
  public static final int DEEPEST = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(ranges())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // What is not there is not written: a store is paid by the kilobyte.
          .serializationInclusion(JsonInclude.Include.NON_ABSENT)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(400).build());
  }

  private Wire() {}

  private static SimpleModule ranges() {
    return new SimpleModule()
        .addSerializer(AddressRange.class, ToStringSerializer.instance)
        .addDeserializer(
            AddressRange.class,
            new FromStringDeserializer<AddressRange>(AddressRange.class) {
              private static final long serialVersionUID = 1L;

              @Override
              protected AddressRange _deserialize(String text, DeserializationContext context) {
                return AddressRange.parse(text);
              }
            });
  }

  /**
   * Reads JSON text.
   *
   * @throws InvalidJsonException when it is not well-formed, deeper than {@value #DEEPEST}, or
   *     names a member twice
   */
  public static JsonNode parse(String text) throws InvalidJsonException {
    try {
      JsonNode value = MAPPER.readTree(text);
      if (value.isMissingNode()) {
        throw new InvalidJsonException(List.of(new Mistake("", "there is no JSON")));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InvalidJsonException(List.of(new Mistake("", "not well-formed JSON" + where(e))));
    } catch (NumberFormatException e) {
      throw new InvalidJsonException(List.of(new Mistake("", "a number is out of every range")));
    }
  }

  /** Writes a record that a store or a page keeps; {@link #read} reads it back. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), e);
    }
  }

  /** Reads what {@link #write} wrote; members that were added since are passed over. */
  public static <T> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read a " + type.getSimpleName(), e);
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }
}
