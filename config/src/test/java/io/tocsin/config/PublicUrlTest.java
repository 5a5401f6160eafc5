package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
  private static Optional<String> from(String value) {
    return PublicUrl.from(
        name -> name.equals("TOCSIN_PUBLIC_URL") ? Optional.of(value) : Optional.empty());
  }

  @Test
  void whatIsNotSetOrBlankIsAbsent() {
    assertEquals(Optional.empty(), PublicUrl.from(name -> Optional.empty()));
    assertEquals(Optional.empty(), from(" \n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://alerts.example.org",
        " https://alerts.example.org/ ",
        "http://127.0.0.1:8080/prod",
        "https://abc.execute-api.eu-central-1.amazonaws.com/prod/"
      })
  void anAddressIsItself(String value) {
    assertEquals(Optional.of(value.strip()), from(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alerts.example.org",
        "ftp://alerts.example.org",
        "javascript:alert(1)",
        "https://",
        "https://a.example.org?x=1",
        "https://a.example.org#top",
        "https://a b.example.org",
        "https://a.example.org\nX: y",
        "https://[",
        "https://a.example.org/<script>",
        "https://a.example.org/%zz",
        "https:///meetings"
      })
  void whatIsNoneIsNamedByItsVariable(String value) {
    IllegalArgumentException stop = assertThrows(IllegalArgumentException.class, () -> from(value));
    assertTrue(String.valueOf(stop.getMessage()).contains("TOCSIN_PUBLIC_URL"), stop.toString());
  }

  @Test
  void itIsAtMostTwoHundredCharactersLong() {
    assertEquals(true, from("https://" + "a".repeat(200)).isPresent());
    assertThrows(IllegalArgumentException.class, () -> from("https://" + "a".repeat(201)));
  }
}
