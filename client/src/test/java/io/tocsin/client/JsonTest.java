package io.tocsin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's own JSON, held against Jackson's. Chance has a seed: a failure comes again. */
class JsonTest {
  private static final int RUNS = 3000;
  private static final int MOST = 1_000_000;

  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Random random = new Random(20261121);

  @Test
  void jacksonReadsEveryTextThatIsWritten() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      String text = text();
      byte[] json = JsonWriter.write(List.of(text), MOST);
      assertEquals(List.of(whole(text)), JACKSON.readValue(json, List.class));
    }
  }

  @Test
  void jacksonReadsEveryStructureThatIsWritten() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      Object value = Map.of("v", Optional.ofNullable(value(4)).orElse("null"));
      byte[] json = JsonWriter.write(value, MOST);
      assertEquals(JACKSON.readTree(JACKSON.writeValueAsBytes(value)), JACKSON.readTree(json));
    }
  }

  @Test
  void everythingThatJacksonWritesIsRead() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("v", value(4));
      object.put(text(), text());
      String json =
          run % 2 == 0
              ? JACKSON.writeValueAsString(object)
              : JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(object);
      Map<String, @Nullable Object> read = JsonReader.object(json).orElseThrow();
      assertEquals(JACKSON.readTree(json), JACKSON.readTree(JACKSON.writeValueAsBytes(read)));
    }
  }

  @Test
  void whatIsCutOrChangedNeverThrows() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      StringBuilder json =
          new StringBuilder(JACKSON.writeValueAsString(Map.of("a", text(), "b", 1)));
      json.setLength(random.nextInt(json.length()) + 1);
      json.setCharAt(random.nextInt(json.length()), "{}[]\",:\\u01e-. ".charAt(random.nextInt(15)));
      boolean read = JsonReader.object(json.toString()).isPresent();
      if (read) {
        // Whatever is taken for JSON is JSON.
        JACKSON.readTree(json.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "1",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":01}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":+1}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":'b'}",
        "{'a':1}",
        "{\"a\":1}}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"",
        "{\"a\":[1,]}",
        "\u00a0{}"
      })
  void whatIsNoObjectIsNone(String text) {
    assertEquals(Optional.empty(), JsonReader.object(text));
    assertThrows(
        JsonProcessingException.class, () -> JACKSON.readValue(text, Map.class), "nor to Jackson");
  }

  @Test
  void noAnswerMakesItDig() {
    assertEquals(Optional.empty(), JsonReader.object("{\"a\":".repeat(100_000)));
    assertEquals(Optional.empty(), JsonReader.object("{\"a\":" + "[".repeat(100_000)));
    assertEquals(Optional.empty(), JsonReader.object("{\"a\":" + "9".repeat(60_000) + "}"));
  }

  @Test
  void numbersAreWrittenAsTheyAre() throws Exception {
    List<Object> numbers =
        List.of(
            0,
            -1,
            Long.MIN_VALUE,
            1.5,
            1e300,
            1e-7,
            2.5f,
            (short) 3,
            (byte) 4,
            new BigDecimal("1E+3"),
            new BigInteger("123456789012345678901234567890"));
    assertArrayEquals(
        ("[0,-1,-9223372036854775808,1.5,1.0E300,1.0E-7,2.5,3,4,1E+3,"
                + "123456789012345678901234567890]")
            .getBytes(UTF_8),
        JsonWriter.write(numbers, MOST));
    for (Object none : List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)) {
      assertThrows(UnwritableException.class, () -> JsonWriter.write(List.of(none), MOST));
    }
  }

  @Test
  void emptyContainersAreWritten() throws Exception {
    assertArrayEquals("{\"a\":{}}".getBytes(UTF_8), JsonWriter.write(Map.of("a", Map.of()), MOST));
    assertArrayEquals("{\"a\":[]}".getBytes(UTF_8), JsonWriter.write(Map.of("a", List.of()), MOST));
  }

  /** Texts of everything that is hard to write, halves of characters included. */
  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(7)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 ->
            text.append(
                "\"\\/\b\f\n\r\t\u007f\u0085\u2028\u2029\ufeff\uffff".charAt(random.nextInt(14)));
        case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
        case 3 -> text.append((char) (0xd800 + random.nextInt(0x800)));
        case 4 -> text.append((char) random.nextInt(0xd800));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  /** The same with a replacement character for each half, as the JDK's own encoder finds them. */
  private static String whole(String text) {
    StringBuilder whole = new StringBuilder();
    text.codePoints()
        .forEach(
            point ->
                whole.appendCodePoint(
                    point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? 0xfffd
                        : point));
    return whole.toString();
  }

  private @Nullable Object value(int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> random.nextInt(1000) / 8.0;
      case 4 -> BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(10));
      case 5 -> whole(text());
      case 6 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(whole(text()), value(depth - 1));
        }
        yield map;
      }
    };
  }
}
