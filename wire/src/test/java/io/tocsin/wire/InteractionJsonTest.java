package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.desk.Interaction;
import io.tocsin.keys.DiscordUser;
import io.tocsin.keys.Secret;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionJsonTest {
  private static final String WRITTEN =
      "{\"version\":1,\"id\":\"175928847299117063\",\"application\":\"77\",\"token\":\"a-token\","
          + "\"user\":\"42\",\"command\":\"routing\",\"options\":{\"key\":\"cm_1\",\"p1\":\"true\"}}";

  private static Interaction asked() {
    return new Interaction(
        "175928847299117063",
        "77",
        Secret.of("a-token"),
        new DiscordUser("42"),
        "routing",
        Map.of("p1", "true", "key", "cm_1"));
  }

  @Test
  void itIsWrittenLikeThisAndReadBack() throws Exception {
    assertEquals(WRITTEN, InteractionJson.write(asked()));
    assertEquals(asked(), InteractionJson.read(WRITTEN));
  }

  /** The example in Discord's documentation of ids. */
  @Test
  void itsIdTellsWhenItWasGiven() {
    assertEquals(Instant.parse("2016-04-30T11:18:25.796Z"), asked().at());
  }

  @Test
  void itsTokenIsNotPrinted() {
    assertFalse(asked().toString().contains("a-token"));
  }

  @ParameterizedTest
  @CsvSource({
    "175928847299117063,9999999999999999999",
    "175928847299117063,''",
    "175928847299117063,-5",
    "77,x",
    "42,x",
    "a-token,../../users/@me",
    "a-token,a/b",
    "a-token,..",
    "a-token,a?b",
    "routing,''",
    "version,id"
  })
  void whatIsNoneIsRefusedWithoutItsValues(String part, String instead) {
    InvalidJsonException refused =
        assertThrows(
            InvalidJsonException.class,
            () -> InteractionJson.read(WRITTEN.replace("\"" + part + "\"", "\"" + instead + "\"")));
    assertFalse(refused.toString().contains("users"), refused.toString());
  }
}
