package io.tocsin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertClientBuilderTest {
  private static final String SECRET = "hush-hush-9c41";

  private static AlertClientBuilder right() {
    return AlertClient.builder().url("https://127.0.0.1").key("cm_test").secret(SECRET);
  }

  static Stream<Arguments> wrongs() {
    return Stream.of(
        wrong("url: ", builder -> builder.url("")),
        wrong("url: ", builder -> builder.url("ftp://127.0.0.1")),
        wrong("url: ", builder -> builder.url("127.0.0.1:8080")),
        wrong("url: ", builder -> builder.url("https:///path")),
        wrong("url: ", builder -> builder.url("https://" + SECRET + "@127.0.0.1")),
        wrong("url: ", builder -> builder.url("https://127.0.0.1/?a=" + SECRET)),
        wrong("url: ", builder -> builder.url("not a url " + SECRET)),
        wrong("url: ", builder -> builder.url(SECRET)),
        wrong("key: ", builder -> builder.key("")),
        wrong("key: ", builder -> builder.key("one,two")),
        wrong("key: ", builder -> builder.key("cm_test\r\nX-Evil: 1")),
        wrong("key: ", builder -> builder.key("schlüssel")),
        wrong("secret: ", builder -> builder.secret("")),
        wrong("secret: ", builder -> builder.secret(SECRET + "\n")),
        wrong("timeout: ", builder -> builder.timeout(Duration.ZERO)),
        wrong("timeout: ", builder -> builder.timeout(Duration.ofDays(1))),
        wrong("within: ", builder -> builder.within(Duration.ofSeconds(-1))),
        wrong("backoff's first: ", builder -> builder.backoff(Duration.ZERO, Duration.ofDays(0))),
        wrong("attempts: ", builder -> builder.attempts(0)),
        wrong("attempts: ", builder -> builder.attempts(101)),
        wrong("underWay: ", builder -> builder.underWay(0)));
  }

  private static Arguments wrong(String begins, UnaryOperator<AlertClientBuilder> change) {
    return Arguments.of(begins, change);
  }

  @ParameterizedTest
  @MethodSource("wrongs")
  void whatIsWrongIsNamedWithoutShowingIt(String begins, UnaryOperator<AlertClientBuilder> change) {
    AlertClientBuilder builder = change.apply(right());
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    assertTrue(message.startsWith(begins), message);
    assertFalse(message.contains(SECRET), message);
  }

  @Test
  void whatTheEnvironmentLacksIsNamed() {
    String unset = System.getenv("NO_SUCH_VARIABLE");
    AlertClientBuilder builder = right().secret(unset);
    assertEquals(
        "secret: is missing; give the one that belongs to the key",
        assertThrows(IllegalArgumentException.class, builder::build).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "/prod", "/prod/"})
  void theAddressMayHaveAPath(String path) throws Exception {
    try (FaultServer server = new FaultServer();
        AlertClient client = right().url(server.url() + path).build()) {
      assertTrue(client.send(Alert.of(Priority.P1, "s", "t")).fine());
      assertEquals(
          "POST " + path.replaceAll("/+$", "") + "/api/v1/alert HTTP/1.1",
          server.requests.get(0).line());
    }
  }
}
