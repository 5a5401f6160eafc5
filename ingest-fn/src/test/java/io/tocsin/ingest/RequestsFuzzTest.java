package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.fuzz.Mangled;
import io.tocsin.ingest.Gateway.Payload;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Requests of any kind, through both gateways: nothing gets in that is not signed as it is. */
class RequestsFuzzTest {
  private static final String ALERT = "/api/v1/alert";
  private static final String GOOD =
      "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"plex is down\","
          + "\"details\":{\"alert_id\":\"hd-1\",\"timestamp\":\"2026-11-21T08:00:00+00:00\"}}";

  /** A good body for each path that takes one. */
  private static final Map<String, List<String>> BODIES =
      Map.ofEntries(
          Map.entry(ALERT, List.of(GOOD)),
          Map.entry("/api/v1/alerts", List.of("[" + GOOD + "," + GOOD + ",{\"service\":7}]")),
          Map.entry(
              "/api/v1/silences",
              List.of(
                  "{\"matchers\":[\"service=~plex-.*\",\"severity>=high\"],\"reason\":\"r\","
                      + "\"author\":\"a\",\"ends_at\":\"2026-11-21T12:00:00Z\"}")),
          Map.entry("/api/v1/silences/end", List.of("{\"id\":\"si_1\"}")),
          Map.entry("/api/v1/redeliver", List.of("{\"alert\":\"ev_1\",\"target\":\"ops\"}")),
          Map.entry(
              "/api/v1/keys",
              List.of(
                  "{\"owner\":\"o\",\"label\":\"l\",\"scopes\":[\"alert\",\"read\"],\"quota\":5,"
                      + "\"allow\":[\"10.0.0.0/8\",\"2001:db8::/32\"],\"services\":[\"plex\"],"
                      + "\"preferences\":{\"p1_alerts\":true}}")),
          Map.entry(
              "/api/v1/keys/rotate",
              List.of("{\"id\":\"cm_1\",\"version\":1,\"grace_seconds\":3600}")),
          Map.entry(
              "/api/v1/keys/allow",
              List.of("{\"id\":\"cm_1\",\"version\":1,\"allow\":[\"::ffff:10.0.0.0/104\"]}")),
          Map.entry(
              "/api/v1/keys/quota",
              List.of("{\"id\":\"cm_1\",\"version\":1,\"quota\":\"default\"}")),
          Map.entry(
              "/api/v1/keys/prefs",
              List.of("{\"id\":\"cm_1\",\"version\":1,\"preferences\":{\"p1_alerts\":false}}")),
          Map.entry(
              "/api/v1/acknowledge", List.of("{\"alert\":\"ev_1\",\"note\":\"I am at it\"}")));

  private static final List<String> READS =
      List.of(
          "/health",
          "/alerts/recent",
          "/meetings/recent",
          "/meetings/mt_000000000000000000000000",
          "/api/v1/silences",
          "/api/v1/keys",
          "/nothing/here");

  private static final List<String> QUERIES =
      List.of("", "limit=5&cursor=LTE6eA", "all=true", "owner=o&id=cm_1");

  /** Names that somebody on the way reads, each with a value it might have. */
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("X-API-Key", Scene.KEY),
          Map.entry("X-Timestamp", "1795248000"),
          Map.entry("X-Signature", "0".repeat(64)),
          Map.entry("X-Webhook-Timestamp", "1795248000"),
          Map.entry("X-Webhook-Signature", "0".repeat(64)),
          Map.entry("Idempotency-Key", "one"),
          Map.entry("Content-Type", "application/json; charset=utf-8"),
          Map.entry("Content-Length", "12"),
          Map.entry("Content-Encoding", "identity"),
          Map.entry("Transfer-Encoding", "chunked"),
          Map.entry("Accept", "text/html;q=0.9, */*;q=0.1"),
          Map.entry("Accept-Language", "de-CH, en;q=0.5"),
          Map.entry("Accept-Charset", "utf-8"),
          Map.entry("Cookie", "a=b; c=\"d\""),
          Map.entry("Host", "alerts.example.org:443"),
          Map.entry("Origin", "https://evil.example"),
          Map.entry("Access-Control-Request-Method", "POST"),
          Map.entry("Authorization", "Bearer x"),
          Map.entry("Expect", "100-continue"),
          Map.entry("X-Forwarded-For", "10.0.0.1, 192.0.2.1"),
          Map.entry("X-Forwarded-Proto", "https"),
          Map.entry("X-Forwarded-Host", "example.org"),
          Map.entry("X-HTTP-Method-Override", "DELETE"),
          Map.entry("If-Modified-Since", "Sat, 21 Nov 2026 08:01:00 GMT"),
          Map.entry("Date", "Sat, 21 Nov 2026 08:01:00 GMT"),
          Map.entry("Range", "bytes=0-1"));

  private static final Scene SCENE = new Scene();
  private static final List<Gateway> GATEWAYS = new ArrayList<>();

  @BeforeContainer
  static void open() {
    for (Payload payload : Payload.values()) {
      GATEWAYS.add(payload.over(SCENE.context));
    }
  }

  @AfterContainer
  static void close() {
    SCENE.close();
  }

  /** What to change of a request: one of its headers, or one more. */
  private record Header(String name, String value, boolean more) {
    Call of(Call call) {
      return more ? call.with(name, value) : call.replacing(name, value);
    }
  }

  @Provide
  Arbitrary<List<Header>> headers() {
    Arbitrary<Header> header =
        Arbitraries.of(HEADERS.keySet())
            .flatMap(
                name ->
                    Combinators.combine(
                            Mangled.orChance(List.of(String.valueOf(HEADERS.get(name)))),
                            Arbitraries.of(true, false),
                            Arbitraries.of(true, false))
                        .as(
                            (value, more, lower) ->
                                new Header(
                                    lower ? name.toLowerCase(Locale.ROOT) : name, value, more)));
    return header.list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> queries() {
    return Mangled.orChance(QUERIES);
  }

  @Provide
  Arbitrary<Tuple.Tuple2<String, byte[]>> posts() {
    return Arbitraries.of(BODIES.keySet())
        .flatMap(
            path ->
                Mangled.bytes(BODIES.getOrDefault(path, List.of()))
                    .map(body -> Tuple.of(path, body)));
  }

  /** Sends it through both, and holds what must hold of every answer. */
  private static List<Reply> send(Call call) {
    List<Reply> replies = new ArrayList<>();
    for (Gateway gateway : GATEWAYS) {
      SCENE.queue.alerts.clear();
      Reply reply = gateway.send(call);
      assertTrue(reply.status() >= 200 && reply.status() < 500, () -> call + " gets " + reply);
      String all = reply.headers() + reply.body();
      assertFalse(all.contains(Scene.SECRET), all);
      String timestamp = SCENE.clock.seconds();
      byte[] right = Signature.sign(Secret.of(Scene.SECRET), timestamp, call.body());
      assertFalse(all.toLowerCase(Locale.ROOT).contains(Signature.hex(right)), all);
      boolean unanswered = call.method().equals("HEAD");
      if (reply.status() >= 400 && !unanswered) {
        assertEquals("application/problem+json", reply.header("Content-Type"));
        assertEquals(reply.status(), reply.json().path("status").asInt());
        assertTrue(reply.json().path("message").isTextual());
      }
      assertTrue(reply.status() == 200 || SCENE.queue.alerts.isEmpty(), "refused, but queued");
      replies.add(reply);
    }
    return replies;
  }

  private static void refused(Call call) {
    for (Reply reply : send(call)) {
      assertTrue(reply.status() >= 400, () -> "let in: " + call);
    }
  }

  /** Flips one bit; which one is any number. */
  private static byte[] flipped(byte[] bytes, int bits, int any) {
    byte[] other = bytes.clone();
    int bit = Math.floorMod(any, bytes.length * bits);
    other[bit / bits] ^= (byte) (1 << (bit % bits));
    return other;
  }

  private static Call flipped(Call call, String header, int any) {
    String value =
        call.headers().stream()
            .filter(each -> each.getKey().equals(header))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    byte[] changed = flipped(value.getBytes(StandardCharsets.US_ASCII), 7, any);
    return call.replacing(header, new String(changed, StandardCharsets.US_ASCII));
  }

  @Property(seed = "20261121")
  void oneChangedBitOfTheBodyRefuses(@ForAll int bit) {
    Call call = SCENE.signed(ALERT, GOOD);
    for (Reply reply : send(call.body(flipped(call.body(), 8, bit)).inBase64())) {
      assertEquals(401, reply.status(), reply.body());
    }
  }

  @Property(seed = "20261121")
  void oneChangedBitOfAHeaderRefuses(@ForAll @IntRange(max = 2) int header, @ForAll int bit) {
    String name = List.of("X-API-Key", "X-Timestamp", "X-Signature").get(header);
    Call changed = flipped(SCENE.signed(ALERT, GOOD), name, bit);
    String value = changed.headers().get(changed.headers().size() - 1).getValue();
    // Upper case is the same signature.
    if (!name.equals("X-Signature") || !value.matches("[0-9a-fA-F]{64}")) {
      refused(changed);
    } else {
      String right = SCENE.signed(ALERT, GOOD).headers().get(3).getValue();
      int expected = value.equalsIgnoreCase(right) ? 200 : 401;
      send(changed).forEach(reply -> assertEquals(expected, reply.status(), reply.body()));
    }
  }

  @Property(seed = "20261121")
  void anyBytesAreVerifiedAsTheyAre(@ForAll("posts") Tuple.Tuple2<String, byte[]> post) {
    Call call = SCENE.signed(post.get1(), post.get2()).inBase64();
    for (Reply reply : send(call)) {
      assertTrue(reply.status() != 401, reply.body());
    }
    refused(call.body(Call.utf8(new String(call.body(), StandardCharsets.UTF_8) + " ")));
  }

  @Property(seed = "20261121")
  void anyHeadersOnASignedRequestAreAnswered(@ForAll("headers") List<Header> headers) {
    Call call = SCENE.signed(ALERT, GOOD);
    for (Header header : headers) {
      call = header.of(call);
    }
    send(call);
  }

  @Property(seed = "20261121")
  void anyHeadersAndQueryOnAReadAreAnswered(
      @ForAll("headers") List<Header> headers, @ForAll("queries") String query) {
    for (String path : READS) {
      Call call = Call.signed(path, new byte[0], Scene.KEY, Scene.SECRET, SCENE.clock.seconds());
      for (Header header : headers) {
        call = header.of(call);
      }
      send(call.method("GET").query(query));
    }
  }

  @Property(seed = "20261121")
  void anyPathAndMethodAreAnswered(@ForAll("paths") String path, @ForAll("methods") String method) {
    Call call = SCENE.signed(ALERT, GOOD);
    send(new Call(method, path, "", call.headers(), call.body(), false, call.address()));
  }

  @Provide
  Arbitrary<String> paths() {
    List<String> known = new ArrayList<>(READS);
    known.addAll(BODIES.keySet());
    return Mangled.orChance(known).map(path -> path.startsWith("/") ? path : "/" + path);
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "X");
  }

  @Property(seed = "20261121")
  void anyAddressIsAnswered(@ForAll("addresses") String address) {
    send(SCENE.signed(ALERT, GOOD).from(address));
  }

  @Provide
  Arbitrary<String> addresses() {
    return Mangled.orChance(List.of("198.51.100.7", "2001:db8::1", "::ffff:1.2.3.4", ""));
  }
}
