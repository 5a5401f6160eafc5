package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.ingest.Gateway.Payload;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be tried with headers, by example, through both gateways. */
class HeadersTest {
  private static final String PATH = "/api/v1/alert";
  private static final byte[] ALERT =
      Call.utf8("{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"plex is down 🔔\"}");

  private final Scene scene = new Scene();
  private final List<Gateway> gateways = new ArrayList<>();

  HeadersTest() {
    for (Payload payload : Payload.values()) {
      gateways.add(payload.over(scene.context));
    }
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Call good() {
    return scene.signed(PATH, ALERT);
  }

  private static String value(Call call, String name) {
    return call.headers().stream()
        .filter(header -> header.getKey().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private void answers(int status, Call call) {
    for (Gateway gateway : gateways) {
      scene.queue.alerts.clear();
      Reply reply = gateway.send(call);
      assertEquals(status, reply.status(), reply.body());
      assertTrue(status == 200 || scene.queue.alerts.isEmpty(), "refused, but queued");
      if (status != 200) {
        assertEquals("application/problem+json", reply.header("Content-Type"));
        assertTrue(reply.json().path("message").isTextual());
      }
    }
  }

  @Test
  void namesInAnyCaseAndHexInUpperCaseAreTheSame() {
    Call call = good();
    Call upper = call;
    for (String name : List.of("X-API-Key", "X-Timestamp", "X-Signature")) {
      upper = upper.without(name).with(name.toUpperCase(Locale.ROOT), value(call, name));
    }
    answers(200, upper);
    answers(
        200, call.replacing("X-Signature", value(call, "X-Signature").toUpperCase(Locale.ROOT)));
  }

  @Test
  void bothFamiliesMaySayTheSameAndNothingElse() {
    Call call = good();
    Call both =
        call.with("X-Webhook-Timestamp", value(call, "X-Timestamp"))
            .with("X-Webhook-Signature", value(call, "X-Signature"));
    answers(200, both);
    answers(400, both.replacing("X-Webhook-Timestamp", "1"));
    String upper = value(call, "X-Signature").toUpperCase(Locale.ROOT);
    answers(400, both.replacing("X-Webhook-Signature", upper));
    answers(400, both.with("X-Webhook-Signature", value(call, "X-Signature")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-API-Key", "X-Timestamp", "X-Signature"})
  void aCommaMakesTwoOfOne(String name) {
    Call call = good();
    String value = value(call, name);
    for (String two : List.of(value + "," + value, value + ",", "," + value, ",", value + ", ")) {
      answers(400, call.replacing(name, two));
    }
    answers(400, call.with(name, ""));
    answers(400, call.with(name.toUpperCase(Locale.ROOT), value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-API-Key", "X-Timestamp", "X-Signature"})
  void blanksAfterAValueAreNoPartOfIt(String name) {
    Call call = good();
    for (String blank : List.of(" ", "\t", " \t ")) {
      answers(200, call.replacing(name, value(call, name) + blank));
    }
    for (String other : List.of("\u00a0", "\u2003", "\u3000", "\u0085", "\ufeff", "\u200b")) {
      answers(401, call.replacing(name, value(call, name) + other));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-API-Key", "X-Timestamp", "X-Signature", "X-Of-Others"})
  void whatNoHttpHasIsRefused(String name) {
    // Whoever speaks HTTP takes the blanks before a value away.
    for (String bad : List.of("\0", "a\0b", "a\r\nX-Scope: admin", "\n", "\u007f", "\t1", " 1")) {
      answers(400, good().replacing(name, bad));
    }
    answers(400, good().with("X Of Others", "a"));
    answers(400, good().with("X-Öthers", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-API-Key", "X-Timestamp", "X-Signature"})
  void anEmptyHeaderIsAMissingOne(String name) {
    answers(401, good().replacing(name, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "١٧٩٥٢٤٨٠٠٠, 401",
    "１７９５２４８０００, 401",
    "1795248００0, 401",
    "+1795248000, 401",
    "-1795248000, 401",
    "1795248000.0, 401",
    "1.795248e9, 401",
    "0x6b0196c0, 401",
    "1_795_248_000, 401",
    "1795248000L, 401",
    "1795248000000, 401",
    "0001795248000, 401",
    "9223372036854775808, 401",
    "001795248000, 200",
    "01795248000, 200",
    "1795248000, 200"
  })
  void aTimestampIsAtMostTwelveAsciiDigits(String timestamp, int status) {
    answers(status, Call.signed(PATH, ALERT, Scene.KEY, Scene.SECRET, timestamp));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accept", "Accept-Charset", "accept-language", "Content-Type", "Cookie"})
  void whatNobodyHereReadsStopsNothing(String name) {
    for (String odd : List.of(";", ",", "", "=", "q=x;;", "utf-8;q=nothing", "/", "*", "%", "é")) {
      answers(200, good().replacing(name, odd));
    }
  }

  @Test
  void veryLongValuesAreAnswered() {
    String digits = "1".repeat(100_000);
    answers(401, good().replacing("X-API-Key", "cm_" + digits));
    answers(401, good().replacing("X-Timestamp", digits));
    answers(401, good().replacing("X-Signature", digits));
    answers(200, good().with("X-Of-Others", digits));
    answers(200, good().with("Idempotency-Key", "1".repeat(250)));
    answers(400, good().with("Idempotency-Key", "1".repeat(251)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                 | 200",
        "identity           | 200",
        "IDENTITY           | 200",
        "identity, identity | 200",
        "gzip               | 415",
        "x-gzip             | 415",
        "deflate            | 415",
        "aws-chunked        | 415",
        "identity;q=1       | 415",
        "identity,gzip      | 415",
        "gzip, identity     | 415",
        "ıdentıty           | 415"
      })
  void onlyIdentityIsNoEncoding(String encoding, int status) {
    answers(status, good().with("Content-Encoding", encoding));
    answers(status, good().with("content-encoding", "identity").with("Content-Encoding", encoding));
  }

  @Test
  void bodiesInBase64AreTheSameBytes() {
    for (Gateway gateway : gateways) {
      String id = gateway.send(good()).json().path("id").asText();
      assertEquals(id, gateway.send(good().inBase64()).json().path("id").asText());
    }
    scene.queue.only();
    byte[] text = Call.utf8(Base64.getEncoder().encodeToString(ALERT));
    answers(401, good().body(text));
    answers(400, scene.signed(PATH, text));
    answers(400, scene.signed(PATH, new byte[] {'{', (byte) 0xff, '}'}).inBase64());
    answers(400, scene.signed(PATH, new byte[0]).inBase64());
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/alert,    POST",
    "PUT,    /api/v1/alerts,   'GET, HEAD, POST'",
    "POST,   /alerts/recent,   'GET, HEAD'",
    "DELETE, /api/v1/silences, 'GET, HEAD, POST'"
  })
  void anotherMethodIsToldWhichToUse(String method, String path, String allowed) {
    for (Gateway gateway : gateways) {
      Reply reply = gateway.send(scene.signed(path, ALERT).method(method));
      assertEquals(405, reply.status(), reply.body());
      assertEquals("application/problem+json", reply.header("Content-Type"));
      assertEquals(allowed, reply.header("Allow"));
      String message = reply.json().path("message").asText();
      assertTrue(message.endsWith("use " + allowed.replace(", ", " or ")), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?%", "/api/v1/alert?", "/#", "/%", "/a b", "/{"})
  void aPathThatIsNoneIsRefused(String path) {
    answers(400, scene.signed(path, ALERT));
  }
}
