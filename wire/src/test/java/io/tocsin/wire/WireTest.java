package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "[NaN]",
        "[01]",
        "[1e99999999999]",
        "{'a':1}"
      })
  void whatIsNotWellFormedIsRefused(String text) {
    assertThrows(InvalidJsonException.class, () -> Wire.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[0.10]", "[12345678901234567890123]", "[1E+400]", "[true]"})
  void whatWasReadIsWrittenTheSame(String text) throws InvalidJsonException {
    assertEquals(text, Wire.write(Wire.parse(text)));
  }
}
