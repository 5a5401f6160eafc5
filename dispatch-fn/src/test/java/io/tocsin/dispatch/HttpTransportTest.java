package io.tocsin.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real servers on loopback, well-behaved and not. */
@Timeout(60)
class HttpTransportTest {
  private static final String TOKEN = "s3cr3t";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpTransport transport = new HttpTransport(Clock.systemUTC());
  private final List<Closeable> toClose = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;

  HttpTransportTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    for (Closeable open : toClose) {
      open.close();
    }
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void theRequestArrivesAsItIsAndTheAnswerComesBack() throws Exception {
    AtomicReference<String> got = new AtomicReference<>("");
    serve(
        exchange -> {
          got.set(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("User-Agent")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.getResponseHeaders().add("X-RateLimit-Remaining", "4");
          answer(exchange, 418, "grüße".getBytes(UTF_8));
        });

    Reply.Answer answer = assertInstanceOf(Reply.Answer.class, send(url("?wait=true"), LONG));

    assertEquals("POST /" + TOKEN + "?wait=true Tocsin/1 {\"a\":\"ü\"}", got.get());
    assertEquals(418, answer.status());
    assertEquals("grüße", answer.body());
    assertEquals(Optional.of("4"), answer.header("x-ratelimit-remaining"));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 400, 404, 429, 500, 503})
  void noStatusIsAnError(int status) throws Exception {
    serve(exchange -> answer(exchange, status, new byte[0]));
    assertEquals(status, assertInstanceOf(Reply.Answer.class, send(url(""), LONG)).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectIsNotFollowed(int status) throws Exception {
    serve(
        exchange -> {
          requests.incrementAndGet();
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          answer(exchange, status, new byte[0]);
        });
    assertEquals(status, assertInstanceOf(Reply.Answer.class, send(url(""), LONG)).status());
    assertEquals(1, requests.get());
  }

  @Test
  void ofALongAnswerTheFirst64KibibytesAreRead() throws Exception {
    byte[] mebibyte = new byte[1 << 20];
    Arrays.fill(mebibyte, (byte) 'x');
    serve(exchange -> answer(exchange, 200, mebibyte));
    Reply.Answer answer = assertInstanceOf(Reply.Answer.class, send(url(""), LONG));
    assertEquals("x".repeat(65_536), answer.body());
  }

  @Test
  void aRefusedConnectionSentNothing() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
      port = taken.getLocalPort();
    }
    notSent(send("http://127.0.0.1:" + port + "/" + TOKEN, LONG));
  }

  @Test
  void anUnknownHostSentNothing() throws Exception {
    notSent(send("http://no-such-host.invalid/" + TOKEN, LONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a url " + TOKEN, "ftp://127.0.0.1/" + TOKEN, "/" + TOKEN, ""})
  void whatIsNoAddressSentNothing(String url) throws Exception {
    notSent(send(url, LONG));
  }

  @Test
  void aServerThatTakesNoConnectionInTimeGotNothing() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, loopback)) {
      String url = "http://127.0.0.1:" + full.getLocalPort() + "/" + TOKEN;
      // Nobody accepts; once the queue of connections is full, the next is not made.
      Reply reply = send(url, SHORT);
      for (int i = 0; i < 20 && reply instanceof Reply.Lost; i++) {
        reply = new HttpTransport(Clock.systemUTC()).send(request(url, SHORT));
      }
      notSent(reply);
    }
  }

  @Test
  void aServerThatNeverAnswersMayHaveGotIt() throws Exception {
    lost(send(rawServer(Ending.NONE, ""), SHORT));
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatLeavesOffInTheMiddleOfItsAnswerMayHaveGotIt(Ending ending) throws Exception {
    lost(send(rawServer(ending, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), SHORT));
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatLeavesOffBeforeItsAnswerMayHaveGotIt(Ending ending) throws Exception {
    lost(send(rawServer(ending, ""), SHORT));
  }

  @Test
  void aServerThatSpeaksSomethingElseMayHaveGotIt() throws Exception {
    lost(send(rawServer(Ending.CLOSE, "SSH-2.0-OpenSSH\r\n\r\n"), SHORT));
  }

  @Test
  void nothingIsSentTwiceWhenAConnectionThatWasKeptIsClosed() throws Exception {
    String url = rawServer(Ending.CLOSE, OK, "");
    assertInstanceOf(Reply.Answer.class, send(url, LONG));
    lost(send(url, LONG));
    assertEquals(2, requests.get());
  }

  @Test
  void aConnectionThatIdledIsNotUsedAgain() throws Exception {
    SettableClock clock = new SettableClock(Instant.EPOCH);
    HttpTransport idling = new HttpTransport(clock);
    String url = rawServer(Ending.CLOSE, OK, "");
    assertInstanceOf(Reply.Answer.class, idling.send(request(url, LONG)));
    clock.set(Instant.EPOCH.plus(HttpTransport.IDLE).plusMillis(1));
    assertInstanceOf(Reply.Answer.class, idling.send(request(url, LONG)));
  }

  /** How a connection ends that gave its last answer. */
  enum Ending {
    CLOSE,
    RESET,
    NONE
  }

  /** A server that gives each request of a connection the next of these answers, as they are. */
  private String rawServer(Ending ending, String... answers) throws IOException {
    ServerSocket raw = new ServerSocket(0, 50, loopback);
    toClose.add(raw);
    threads.execute(
        () -> {
          while (!raw.isClosed()) {
            try {
              Socket socket = raw.accept();
              toClose.add(socket);
              threads.execute(() -> talk(socket, ending, answers));
            } catch (IOException e) {
              return; // Closed: the test is over.
            }
          }
        });
    return "http://127.0.0.1:" + raw.getLocalPort() + "/" + TOKEN;
  }

  private void talk(Socket socket, Ending ending, String... answers) {
    try {
      for (String answer : answers) {
        // The test's requests are small and come in one piece, or two: the body ends them.
        StringBuilder got = new StringBuilder();
        while (got.indexOf("}") < 0) {
          got.append((char) socket.getInputStream().read());
        }
        requests.incrementAndGet();
        socket.getOutputStream().write(answer.getBytes(UTF_8));
        socket.getOutputStream().flush();
      }
      if (ending == Ending.RESET) {
        socket.setSoLinger(true, 0);
      }
      if (ending != Ending.NONE) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void notSent(Reply reply) {
    assertFalse(reply.toString().contains(TOKEN) || reply.toString().contains("127.0.0.1"));
    assertInstanceOf(Reply.NotSent.class, reply);
  }

  private void lost(Reply reply) {
    assertFalse(reply.toString().contains(TOKEN) || reply.toString().contains("127.0.0.1"));
    assertInstanceOf(Reply.Lost.class, reply);
  }

  private Reply send(String url, Duration timeout) throws InterruptedException {
    return transport.send(request(url, timeout));
  }

  private static Request request(String url, Duration timeout) {
    return new Request(
        "POST",
        Secret.of(url),
        Map.of("User-Agent", Secret.of("Tocsin/1"), "Content-Type", Secret.of("application/json")),
        "{\"a\":\"ü\"}",
        timeout);
  }

  private String url(String query) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + TOKEN + query;
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void serve(Handler handler) {
    server.createContext("/", handler::handle);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
