package io.tocsin.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import io.tocsin.watch.Trace;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Against real servers on loopback, reached by names that only the test's resolver knows. */
@Timeout(60)
class GuardedTransportTest {
  private static final String TOKEN = "s3cr3t";
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final AllowedAddresses LOOPBACK = AllowedAddresses.parse("127.0.0.0/8");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Closeable> toClose = new CopyOnWriteArrayList<>();
  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final AtomicInteger lookUps = new AtomicInteger();
  private final Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1"));

  @AfterEach
  void stop() throws IOException {
    for (Closeable open : toClose) {
      open.close();
    }
    threads.shutdownNow();
  }

  @Test
  void theRequestArrivesAsItIsAtTheAddressThatWasChecked() throws Exception {
    int port = serve(exchange -> answer(exchange, 418, "grüße".getBytes(UTF_8)));
    Reply.Answer answer =
        assertInstanceOf(Reply.Answer.class, send(LOOPBACK, "http", port, "hooks.example.test"));
    assertEquals(418, answer.status());
    assertEquals("grüße", answer.body());
    assertEquals(Optional.of("4"), answer.header("x-ratelimit-remaining"));
    assertEquals(
        List.of("POST /" + TOKEN + "?a=b hooks.example.test:" + port + " Tocsin/1 {\"a\":\"ü\"}"),
        arrived);
    assertEquals(1, lookUps.get());
  }

  @Test
  void theErrandIsToldWhereOneIsKnown() throws Exception {
    List<String> traces = new CopyOnWriteArrayList<>();
    int port =
        serve(
            exchange -> {
              traces.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
              answer(exchange, 200, new byte[0]);
            });
    GuardedTransport transport = new GuardedTransport(new AddressGuard(LOOPBACK, this::resolve));
    Request request = request("http://hooks.example.test:" + port + "/" + TOKEN, LONG);
    Trace trace = Trace.begin("one");
    MDC.put("traceparent", trace.header());
    transport.send(request);
    MDC.clear();
    transport.send(request);
    assertEquals(List.of(trace.header(), "null"), traces);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "localhost", "127.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"})
  void nothingArrivesOnThisMachineHoweverItIsNamed(String host) throws Exception {
    int port = serve(exchange -> answer(exchange, 200, new byte[0]));
    GuardedTransport transport =
        new GuardedTransport(new AddressGuard(AllowedAddresses.NONE, InetAddress::getAllByName));
    notSent(transport.send(request("http://" + host + ":" + port + "/" + TOKEN, LONG)));
    assertEquals(List.of(), arrived);
  }

  @Test
  void aNameThatLeadsHereArrivesOnlyWhenItIsAllowed() throws Exception {
    int port = serve(exchange -> answer(exchange, 200, new byte[0]));
    Reply refused = send(AllowedAddresses.NONE, "http", port, "rebound.example.test");
    notSent(refused);
    assertTrue(refused.toString().contains("TOCSIN_ALLOW_ADDRESSES"), refused.toString());
    assertEquals(List.of(), arrived);
    AllowedAddresses byName = AllowedAddresses.parse("rebound.example.test");
    assertInstanceOf(Reply.Answer.class, send(byName, "http", port, "rebound.example.test"));
    assertEquals(1, arrived.size());
  }

  @Test
  void aNameThatChangesItsAddressIsLookedUpOnceForEachRequest() throws Exception {
    int port = serve(exchange -> answer(exchange, 200, new byte[0]));
    // Good when it is checked, and whatever it would be later is not asked for.
    answers.clear();
    answers.addAll(List.of("127.0.0.1", "10.0.0.1"));
    GuardedTransport transport = new GuardedTransport(new AddressGuard(LOOPBACK, this::resolve));
    String url = "http://rebinding.example.test:" + port + "/" + TOKEN;
    assertInstanceOf(Reply.Answer.class, transport.send(request(url, LONG)));
    assertEquals(1, lookUps.get());
    // No connection is kept that a next request could use without a check.
    notSent(transport.send(request(url, LONG)));
    assertEquals(2, lookUps.get());
    assertEquals(1, arrived.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectIsNotFollowed(int status) throws Exception {
    int port =
        serve(
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              answer(exchange, status, new byte[0]);
            });
    assertEquals(
        status,
        assertInstanceOf(Reply.Answer.class, send(LOOPBACK, "http", port, "a.test")).status());
    assertEquals(1, arrived.size());
  }

  @Test
  void ofALongAnswerTheFirst64KibibytesAreRead() throws Exception {
    byte[] mebibyte = new byte[1 << 20];
    Arrays.fill(mebibyte, (byte) 'x');
    int port = serve(exchange -> answer(exchange, 200, mebibyte));
    Reply reply = send(LOOPBACK, "http", port, "a.test");
    assertEquals("x".repeat(65_536), assertInstanceOf(Reply.Answer.class, reply).body());
  }

  @Test
  void aRefusedConnectionSentNothing() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    notSent(send(LOOPBACK, "http", port, "a.test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a url s3cr3t", "ftp://a.test/s3cr3t", "/s3cr3t", "sns:s3cr3t", ""})
  void whatIsNoAddressSentNothing(String url) throws Exception {
    notSent(
        new GuardedTransport(new AddressGuard(LOOPBACK, this::resolve)).send(request(url, LONG)));
  }

  @Test
  void aHostThatIsNotKnownSentNothing() throws Exception {
    answers.clear();
    notSent(send(LOOPBACK, "http", 80, "a.test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "SSH-2.0\r\n"})
  void aServerThatLeavesOffMayHaveGotIt(String said) throws Exception {
    lost(send(LOOPBACK, "http", raw(said, true), "a.test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"})
  void aServerThatHangsMayHaveGotIt(String said) throws Exception {
    GuardedTransport transport = new GuardedTransport(new AddressGuard(LOOPBACK, this::resolve));
    // The client is made first, which may take longer than the request may.
    lost(transport.send(request("http://a.test:" + raw("", true) + "/" + TOKEN, LONG)));
    lost(transport.send(request("http://a.test:" + raw(said, false) + "/" + TOKEN, SHORT)));
  }

  @Test
  void theCertificateMustBeOfTheNameAndNotOfTheAddress(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.of("hooks.example.test", folder);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    int port = serve(server, exchange -> answer(exchange, 200, new byte[0]));
    AddressGuard guard = new AddressGuard(LOOPBACK, this::resolve);

    GuardedTransport trusting = new GuardedTransport(guard, certificate::client);
    String url = "https://hooks.example.test:" + port + "/" + TOKEN;
    assertInstanceOf(Reply.Answer.class, trusting.send(request(url, LONG)));
    assertEquals(1, arrived.size());

    answers.add("127.0.0.1");
    notSent(trusting.send(request("https://other.example.test:" + port + "/" + TOKEN, LONG)));
    answers.add("127.0.0.1");
    notSent(new GuardedTransport(guard).send(request(url, LONG)));
    assertEquals(1, arrived.size());
  }

  /** The next answer; the last one stays. */
  private InetAddress[] resolve(String host) throws UnknownHostException {
    lookUps.incrementAndGet();
    if (answers.isEmpty()) {
      throw new UnknownHostException(host);
    }
    String next = answers.size() == 1 ? answers.peek() : answers.remove();
    return new InetAddress[] {InetAddress.getAllByName(next)[0]};
  }

  private Reply send(AllowedAddresses allowed, String scheme, int port, String host)
      throws InterruptedException {
    return new GuardedTransport(new AddressGuard(allowed, this::resolve))
        .send(request(scheme + "://" + host + ":" + port + "/" + TOKEN + "?a=b", LONG));
  }

  private static Request request(String url, Duration timeout) {
    return new Request(
            "POST",
            Secret.of(url),
            Map.of(
                "User-Agent", Secret.of("Tocsin/1"), "Content-Type", Secret.of("application/json")),
            "{\"a\":\"ü\"}",
            timeout)
        .guard();
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private int serve(Handler handler) throws IOException {
    return serve(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), handler);
  }

  private int serve(HttpServer server, Handler handler) {
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          arrived.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host")
                  + " "
                  + exchange.getRequestHeaders().getFirst("User-Agent")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.getResponseHeaders().add("X-RateLimit-Remaining", "4");
          handler.handle(exchange);
        });
    server.start();
    toClose.add(() -> server.stop(0));
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A server that reads one request, says this, and then closes the connection or nothing more. */
  private int raw(String said, boolean closes) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    toClose.add(server);
    threads.execute(() -> talk(server, said, closes));
    return server.getLocalPort();
  }

  private void talk(ServerSocket server, String said, boolean closes) {
    try {
      Socket socket = server.accept();
      toClose.add(socket);
      StringBuilder got = new StringBuilder();
      while (got.indexOf("}") < 0) {
        got.append((char) socket.getInputStream().read());
      }
      socket.getOutputStream().write(said.getBytes(UTF_8));
      socket.getOutputStream().flush();
      if (closes) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void notSent(Reply reply) {
    nothingSecret(reply);
    assertInstanceOf(Reply.NotSent.class, reply);
  }

  private static void lost(Reply reply) {
    nothingSecret(reply);
    assertInstanceOf(Reply.Lost.class, reply);
  }

  private static void nothingSecret(Reply reply) {
    String text = reply.toString();
    assertFalse(text.contains(TOKEN) || text.contains("127.0") || text.contains(".test"), text);
  }
}
