package io.tocsin.scheduler.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Briefing;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.Invitation;
import io.tocsin.meeting.MeetingProvider;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import io.tocsin.meeting.Slot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from what is answered, by a server that answers whatever it is told to. */
@Timeout(60)
class SlotifyAnswersTest {
  private static final String KEY = "s3cr3t-key";
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Booking BOOKING =
      new Booking("slotify", "xyz", Optional.of(URI.create("https://slotify.example/xyz")));

  /** What is answered to a request, by its method. */
  private record Script(int status, Map<String, String> headers, String body) {}

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Exchange> kept = new CopyOnWriteArrayList<>();
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final ApplicationContext context;
  private boolean dribbles;
  private boolean logFails;

  SlotifyAnswersTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    context = start("10s");
  }

  @AfterEach
  void stop() {
    end.countDown();
    context.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void theCallIsTheOneThatTheContractNames() {
    script("POST", 201, "{\"meeting_id\":\"xyz\",\"meeting_url\":\"https://slotify.example/xyz\"}");
    assertEquals(BOOKING, provider().book(invitation()));
    assertEquals(
        List.of(
            "POST /base/v1/meetings Bearer s3cr3t-key mt_1 application/json {\"title\":\"Review\","
                + "\"description\":\"\\nTocsin meeting mt_1\\n\","
                + "\"scheduled_time\":\"2026-11-26T12:00:00Z\",\"duration_minutes\":45,"
                + "\"attendees\":[],\"alert_reference\":\"alert-1\"}"),
        requests);
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED, 1", "401, REJECTED, 1", "403, REJECTED, 1", "404, REJECTED, 1",
    "413, REJECTED, 1", "422, REJECTED, 1", "429, TRANSIENT, 1", "302, TRANSIENT, 1",
    "408, TRANSIENT, 2", "500, TRANSIENT, 2", "503, TRANSIENT, 2", "504, TRANSIENT, 2"
  })
  void eachStatusHasItsMeaningForABooking(int status, Kind kind, int requestsMade) {
    script("POST", status, "{\"message\":\"no " + KEY + "\\r\\n sorry\"}");
    ProviderException e = failure(() -> provider().book(invitation()));
    assertEquals(kind, e.kind());
    assertEquals("Slotify answered " + status + ": no ••• sorry", e.getMessage());
    assertEquals(requestsMade, requests.size());
    assertEquals(requestsMade, kept.size());
    assertFalse(kept.toString().contains(KEY), kept::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"meeting_id\":7}",
        "{\"meeting_id\":\"..\"}",
        "{\"meeting_id\""
      })
  void aGoodAnswerThatSaysNothingMayBeABetterOneLater(String body) {
    script("POST", 201, body);
    assertEquals(Kind.TRANSIENT, failure(() -> provider().book(invitation())).kind());
  }

  @Test
  void anAnswerWithoutEndIsNone() {
    script("POST", 201, "{\"meeting_id\":\"" + "x".repeat(ServiceHttp.LARGEST_ANSWER) + "\"}");
    assertEquals(Kind.TRANSIENT, failure(() -> provider().book(invitation())).kind());
  }

  @Test
  void anAnswerThatComesByteByByteIsNotWaitedFor() {
    dribbles = true;
    script("POST", 201, "{\"meeting_id\":\"xyz\"}");
    try (ApplicationContext hasty = start("400ms")) {
      ProviderException e = failure(() -> hasty.getBean(MeetingProvider.class).book(invitation()));
      assertEquals("Slotify: no complete answer in time", e.getMessage());
    }
  }

  @Test
  void onlyAddressesOfTheWebArePlacesToJoin() {
    script("POST", 201, "{\"meeting_id\":\"xyz\",\"meeting_url\":\"javascript:alert(1)\"}");
    assertEquals(Optional.empty(), provider().book(invitation()).url());
  }

  @Test
  void noRedirectIsFollowedSinceTheKeyWouldGoWithIt() {
    scripts.put(
        "POST", new Script(307, Map.of("Location", "http://127.0.0.1:" + port() + "/evil"), ""));
    assertEquals(Kind.TRANSIENT, failure(() -> provider().book(invitation())).kind());
    assertEquals(1, requests.size());
  }

  @Test
  void howLongToWaitIsPassedOn() {
    scripts.put("POST", new Script(503, Map.of("Retry-After", "120"), ""));
    assertEquals(
        Optional.of(Duration.ofMinutes(2)),
        failure(() -> provider().book(invitation())).retryAfter());
    assertEquals(1, requests.size(), "it was left alone");
  }

  @Test
  void whoSaysThatItHasTheMeetingIsAskedWhich() {
    script("POST", 409, "{}");
    script(
        "GET",
        200,
        "[{\"meeting_id\":\"a\",\"title\":\"Review\",\"scheduled_time\":\"2026-11-26T13:00:00Z\"},"
            + "{\"meeting_id\":\"b\",\"description\":\"Tocsin meeting mt_2\"},"
            + "{\"meeting_id\":\"c\",\"status\":\"cancelled\",\"description\":\"Tocsin meeting mt_1\"},"
            + "{\"meeting_id\":\"xyz\",\"title\":\"Review\","
            + "\"scheduled_time\":\"2026-11-26T13:00:00+01:00\"}]");
    assertEquals("xyz", provider().book(invitation()).id());
    assertTrue(requests.get(1).startsWith("GET /base/v1/meetings?alert_reference=alert-1 "));
    script("GET", 200, "{\"meetings\":[]}");
    assertEquals(Kind.TRANSIENT, failure(() -> provider().book(invitation())).kind());
  }

  @Test
  void aChangeOfWhatIsNotThereAnyMoreFindsItGone() {
    for (int status : new int[] {404, 410}) {
      script("PATCH", status, "");
      assertEquals(Kind.GONE, failure(() -> provider().change(BOOKING, invitation())).kind());
    }
    script("PATCH", 200, "{\"meeting_id\":\"xyz\",\"status\":\"cancelled\"}");
    assertEquals(Kind.GONE, failure(() -> provider().change(BOOKING, invitation())).kind());
    script("PATCH", 409, "{}");
    script("GET", 200, "{\"meeting_id\":\"xyz\",\"status\":\"scheduled\"}");
    assertEquals(Kind.TRANSIENT, failure(() -> provider().change(BOOKING, invitation())).kind());
    script("GET", 200, "{\"meeting_id\":\"xyz\",\"status\":\"completed\"}");
    assertEquals(Kind.GONE, failure(() -> provider().change(BOOKING, invitation())).kind());
  }

  @Test
  void aChangeMayBeAnsweredByNothingButItsStatus() {
    script("PATCH", 204, "");
    assertEquals(BOOKING, provider().change(BOOKING, invitation()));
  }

  @Test
  void whatIsGoneIsCancelled() {
    for (int status : new int[] {200, 204, 404, 410}) {
      script("DELETE", status, "");
      provider().cancel(BOOKING, invitation());
    }
    script("DELETE", 401, "");
    assertEquals(Kind.REJECTED, failure(() -> provider().cancel(BOOKING, invitation())).kind());
    assertEquals(5, kept.size());
  }

  @Test
  void aLogThatFailsCostsNoMeeting() {
    logFails = true;
    script("POST", 201, "{\"meeting_id\":\"xyz\"}");
    assertEquals("xyz", provider().book(invitation()).id());
  }

  @Test
  void withoutItsVariablesThereIsNoProvider() {
    try (ApplicationContext none =
        ApplicationContext.builder().environmentPropertySource(false).start()) {
      assertEquals(List.of(), List.copyOf(none.getBeansOfType(MeetingProvider.class)));
    }
  }

  private ApplicationContext start(String timeout) {
    return ApplicationContext.builder()
        .environmentPropertySource(false)
        .properties(
            Map.of(
                "tocsin.local",
                "true",
                "tocsin.services.timeout",
                timeout,
                "tocsin.services.retry-delay",
                "1ms",
                "tocsin.services.reset",
                "1ms",
                "slotify.api-url",
                "http://127.0.0.1:" + port() + "/base/v1",
                "slotify.api-key",
                KEY))
        .singletons(new Log(), Clock.fixed(NOON, ZoneOffset.UTC))
        .start();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private final class Log implements Exchanges {
    @Override
    public void keep(Exchange exchange) {
      if (logFails) {
        throw new IllegalStateException("the log is full");
      }
      kept.add(exchange);
    }

    @Override
    public List<Exchange> of(String meetingId, int limit) {
      return kept;
    }
  }

  private void script(String method, int status, String body) {
    scripts.put(method, new Script(status, Map.of(), body));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          String.join(
              " ",
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              exchange.getRequestHeaders().getFirst("Idempotency-Key"),
              String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
              body));
      Script script = Optional.ofNullable(scripts.get(exchange.getRequestMethod())).orElseThrow();
      byte[] bytes = script.body().getBytes(StandardCharsets.UTF_8);
      script.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(script.status(), bytes.length == 0 ? -1 : bytes.length);
      if (dribbles) {
        exchange.getResponseBody().write(bytes, 0, 1);
        exchange.getResponseBody().flush();
        end.await();
      } else if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private MeetingProvider provider() {
    return context.getBean(MeetingProvider.class);
  }

  private static Invitation invitation() {
    return new Invitation(
        "mt_1",
        "alert-1",
        "Review",
        new Briefing("Review", List.of(), List.of()),
        new Slot(NOON, Duration.ofMinutes(45)),
        List.of(),
        0,
        Optional.empty(),
        Optional.empty());
  }

  private static ProviderException failure(Runnable work) {
    return assertThrows(ProviderException.class, work::run);
  }
}
