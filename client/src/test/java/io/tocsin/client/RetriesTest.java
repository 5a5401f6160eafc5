package io.tocsin.client;

import static io.tocsin.client.FaultServer.endless;
import static io.tocsin.client.FaultServer.reset;
import static io.tocsin.client.FaultServer.status;
import static io.tocsin.client.FaultServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.client.FaultServer.Behaviour;
import io.tocsin.client.FaultServer.Got;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server that fails in every way. Every wait is the longest it may be. */
@Timeout(60)
class RetriesTest {
  private static final Alert ALERT = Alert.of(Priority.P1, "plex", "plex is down");

  private final SteppedTime time = new SteppedTime();

  private AlertClientBuilder client(FaultServer server) {
    return AlertClient.builder().url(server.url()).key("cm_test").secret("the-secret");
  }

  private Result send(FaultServer server) {
    return send(client(server));
  }

  private Result send(AlertClientBuilder client) {
    return client.build(time, SteppedTime.LONGEST).send(ALERT);
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void whatIsAcceptedAtOnceIsSentOnce() throws IOException {
    try (FaultServer server = new FaultServer()) {
      Result.Accepted accepted = assertInstanceOf(Result.Accepted.class, send(server));
      assertEquals(Optional.of("ev_1"), accepted.id());
      assertEquals("thanks", accepted.message());
      assertFalse(accepted.duplicate());
      assertTrue(accepted.fine());
      assertEquals(1, server.requests.size());
      assertEquals("POST /api/v1/alert HTTP/1.1", server.requests.get(0).line());
      assertEquals(List.of(), time.waits);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504, 599})
  void whatMayPassIsTriedAgainAfterLongerAndLongerWaits(int status) throws IOException {
    Behaviour failing = status(status, "{\"message\":\"later\"}");
    try (FaultServer server = new FaultServer(failing, failing, failing)) {
      assertTrue(send(server).fine());
      assertEquals(List.of(ms(500), ms(1000), ms(2000)), time.waits);
      assertEquals(4, server.requests.size());
    }
  }

  @Test
  void everyAttemptIsTheSameBodySignedAnew() throws IOException {
    Behaviour failing = status(500, "", "Retry-After: 400");
    try (FaultServer server = new FaultServer(failing)) {
      // Without a fresh signature a receiver would refuse what is older than five minutes.
      assertTrue(send(client(server).within(Duration.ofMinutes(10))).fine());
      Got first = server.requests.get(0);
      Got second = server.requests.get(1);
      assertEquals(first.text(), second.text());
      assertEquals(List.of(Duration.ofMillis(400_500)), time.waits);
      assertEquals("1795248000", first.header("x-timestamp"));
      assertEquals("1795248400", second.header("x-timestamp"));
      Signer signer = new Signer("cm_test", "the-secret");
      for (Got got : server.requests) {
        assertEquals("cm_test", got.header("x-api-key"));
        assertEquals("application/json", got.header("content-type"));
        assertEquals(
            signer.signature(got.header("x-timestamp"), got.body()), got.header("x-signature"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After: 7 | {} | 7",
        "Retry-After: 7 | {\"retry_after\":9} | 9",
        "Retry-After: 9 | {\"retry_after\":7} | 9",
        "X-Other: 1 | {\"retry_after\":2.25} | 2.25",
        "Retry-After: Sat, 21 Nov 2026 08:00:20 GMT | {} | 20",
      })
  void theReceiversWishIsHonouredAndJitterComesOnTop(String header, String body, double seconds)
      throws IOException {
    try (FaultServer server = new FaultServer(status(429, body, header))) {
      assertTrue(send(server).fine());
      assertEquals(List.of(ms((long) (seconds * 1000) + 500)), time.waits);
    }
  }

  @Test
  void aWishThatLeavesNoTimeIsNotWaitedFor() throws IOException {
    try (FaultServer server = new FaultServer(status(429, "", "Retry-After: 3600"))) {
      Result.GaveUp gaveUp = assertInstanceOf(Result.GaveUp.class, send(server));
      assertEquals(1, gaveUp.attempts());
      assertFalse(gaveUp.perhapsAccepted(), "429 says that it was not");
      assertFalse(gaveUp.fine());
      assertEquals(List.of(), time.waits);
    }
  }

  @Test
  void enoughIsEnough() throws IOException {
    Behaviour failing = status(500, "{\"message\":\"broken\"}");
    try (FaultServer server = new FaultServer(failing, failing, failing, failing)) {
      Result.GaveUp gaveUp =
          assertInstanceOf(Result.GaveUp.class, send(client(server).attempts(3)));
      assertEquals(3, gaveUp.attempts());
      assertTrue(gaveUp.perhapsAccepted(), "a gateway's 500 says nothing of what is behind it");
      assertTrue(gaveUp.message().contains("answered 500: broken"), gaveUp.message());
      assertEquals(3, server.requests.size());
    }
  }

  @Test
  void theTimeForAllAttemptsIsKept() throws IOException {
    Behaviour failing = status(500, "");
    try (FaultServer server = new FaultServer(failing, failing, failing, failing)) {
      Result.GaveUp gaveUp =
          assertInstanceOf(Result.GaveUp.class, send(client(server).within(ms(3000))));
      assertEquals(3, gaveUp.attempts(), "500 ms and 1 s fit in, 2 s more do not");
      assertEquals(List.of(ms(500), ms(1000)), time.waits);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204, 301, 307, 400, 401, 403, 404, 408, 413, 415, 422})
  void whatWillNotPassIsNotTriedAgain(int status) throws IOException {
    try (FaultServer server =
        new FaultServer(status(status, status == 204 ? "" : "plain words", "Location: /else"))) {
      Result.Refused refused = assertInstanceOf(Result.Refused.class, send(server));
      assertEquals(OptionalInt.of(status), refused.status());
      assertTrue(refused.message().contains("answered " + status), refused.message());
      assertEquals(1, server.requests.size());
      assertEquals(List.of(), time.waits);
    }
  }

  @ParameterizedTest
  @MethodSource("brokenAnswers")
  void aBrokenAnswerCostsOneMoreAttempt(Behaviour broken) throws IOException {
    try (FaultServer server = new FaultServer(broken)) {
      assertAcceptedAtTheSecondAttempt(server, send(server));
    }
  }

  static Stream<Behaviour> brokenAnswers() {
    return Stream.of(reset(), socket -> false, text("this is no HTTP\r\n\r\n"), FaultServer.cut());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"i"})
  void anAnswerThatDoesNotEndCostsOneMoreAttempt(String beginning) throws IOException {
    try (FaultServer server = new FaultServer()) {
      server.first(server.hangAfter(beginning));
      // Really waited for, by the JDK's own clock; the second attempt must fit in as well.
      assertAcceptedAtTheSecondAttempt(server, send(client(server).timeout(ms(1500))));
    }
  }

  private void assertAcceptedAtTheSecondAttempt(FaultServer server, Result result) {
    Result.Accepted accepted = assertInstanceOf(Result.Accepted.class, result, result.message());
    assertEquals(Optional.of("ev_1"), accepted.id());
    assertEquals(2, server.requests.size());
    assertEquals(server.requests.get(0).text(), server.requests.get(1).text());
    assertEquals(List.of(ms(500)), time.waits);
  }

  @Test
  void anAnswerThatDoesNotComeMayStillMeanYes() throws IOException {
    try (FaultServer server = new FaultServer(reset())) {
      Result.GaveUp gaveUp =
          assertInstanceOf(Result.GaveUp.class, send(client(server).attempts(1)));
      assertTrue(gaveUp.perhapsAccepted());
    }
  }

  @Test
  void aRefusalAfterALostAnswerSaysSo() throws IOException {
    try (FaultServer server = new FaultServer(reset(), status(403, "{\"message\":\"not you\"}"))) {
      Result.Refused refused = assertInstanceOf(Result.Refused.class, send(server));
      assertEquals(
          "The receiver answered 403: not you"
              + " (an attempt before, whose answer was lost, may have arrived)",
          refused.message());
    }
  }

  @Test
  void whereNobodyListensNothingWasSent() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Result result =
        AlertClient.builder()
            .url("http://127.0.0.1:" + port)
            .key("cm_test")
            .secret("the-secret")
            .build(time, SteppedTime.LONGEST)
            .send(ALERT);
    Result.GaveUp gaveUp = assertInstanceOf(Result.GaveUp.class, result);
    assertEquals(5, gaveUp.attempts());
    assertFalse(gaveUp.perhapsAccepted());
    assertEquals(List.of(ms(500), ms(1000), ms(2000), ms(4000)), time.waits);
  }

  @Test
  void a200IsEnoughWhateverElseIsSaid() throws IOException {
    for (Behaviour answer :
        List.of(
            status(200, ""),
            status(200, "<html>ok</html>"),
            status(200, "{\"id\":17,\"duplicate\":\"yes\"}"),
            endless(200))) {
      try (FaultServer server = new FaultServer(answer)) {
        Result.Accepted accepted = assertInstanceOf(Result.Accepted.class, send(server));
        assertEquals(Optional.empty(), accepted.id());
        assertFalse(accepted.duplicate());
        assertTrue(accepted.message().length() <= 501, "a long answer is cut");
        assertEquals(1, server.requests.size());
      }
    }
  }

  @Test
  void connectionsAreKept() throws IOException {
    try (FaultServer server = new FaultServer();
        AlertClient client = client(server).build(time, SteppedTime.LONGEST)) {
      for (int i = 0; i < 5; i++) {
        assertTrue(client.send(ALERT).fine());
      }
      assertEquals(5, server.requests.size());
      assertEquals(1, server.connections.get());
    }
  }
}
