package io.tocsin.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real mail server in this process, and against scripts of servers that misbehave. */
@Timeout(60)
class SmtpTransportTest {
  private static final String MAIL = "Subject: fire\r\n\r\nat plex\r\n.\r\nand more\r\n";
  private static final String PASSWORD = "s3cr3t";
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final SmtpTransport transport = new SmtpTransport();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Closeable> toClose = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (Closeable open : toClose) {
      open.close();
    }
    threads.shutdownNow();
  }

  @Test
  void theMailArrivesAsItIsAtEveryRecipient() throws Exception {
    GreenMail server = start(ServerSetup.PROTOCOL_SMTP);
    Reply reply = send("smtp://127.0.0.1:" + server.getSmtp().getPort(), LONG, Map.of());
    Reply.Answer answer = assertInstanceOf(Reply.Answer.class, reply);
    assertEquals(250, answer.status());
    assertEquals("DATA", answer.header(SmtpTransport.COMMAND).orElseThrow());
    MimeMessage[] got = server.getReceivedMessages();
    assertEquals(2, got.length);
    for (MimeMessage message : got) {
      assertEquals("fire", message.getSubject());
      assertEquals("at plex\r\n.\r\nand more", GreenMailUtil.getBody(message).strip());
      assertTrue(message.getHeader("Return-Path", ",").contains("tocsin@example.org"));
    }
  }

  @Test
  void aServerWhoseCertificateNobodySignedGetsNothing() throws Exception {
    GreenMail server = start(ServerSetup.PROTOCOL_SMTPS);
    notSent(send("smtps://127.0.0.1:" + server.getSmtps().getPort(), LONG, Map.of()));
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void noPasswordIsToldToAServerWithoutEncryption() throws Exception {
    GreenMail server = start(ServerSetup.PROTOCOL_SMTP);
    String url = "smtp://127.0.0.1:" + server.getSmtp().getPort();
    notSent(send(url, LONG, Map.of("user", Secret.of("me"), "password", Secret.of(PASSWORD))));
    assertEquals(0, server.getReceivedMessages().length);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, 554, NotSent",
    "CONNECT, 421, NotSent",
    "MAIL,    550, NotSent",
    "MAIL,    451, NotSent",
    "RCPT,    550, NotSent",
    "RCPT,    450, NotSent",
    "DATA,    451, NotSent",
    "BODY,    554, Lost",
    "BODY,    452, Lost"
  })
  void whatTheServerRefusesIsItsAnswer(String at, int code, String ifItHangsUpInstead)
      throws Exception {
    String command = at.equals("BODY") ? "DATA" : at;
    Reply.Answer answer =
        assertInstanceOf(Reply.Answer.class, send(script(at, code + " 5.1.1 no"), LONG, Map.of()));
    assertEquals(code, answer.status());
    assertEquals(command, answer.header(SmtpTransport.COMMAND).orElseThrow());
    assertTrue(answer.body().contains("no"), answer.body());

    Reply hungUp = send(script(at, "close"), LONG, Map.of());
    assertEquals(ifItHangsUpInstead, hungUp.getClass().getSimpleName());
    Reply silent = send(script(at, ""), SHORT, Map.of());
    assertEquals(ifItHangsUpInstead, silent.getClass().getSimpleName());
    nothingSecret(hungUp);
    nothingSecret(silent);
  }

  @Test
  void oneRecipientRefusedIsAllRefused() throws Exception {
    // The second one is accepted, and still the answer is that about the first.
    Reply.Answer answer =
        assertInstanceOf(
            Reply.Answer.class, send(script("RCPT TO:<a@", "550 5.1.1 no"), LONG, Map.of()));
    assertEquals(550, answer.status());
    assertEquals("RCPT", answer.header(SmtpTransport.COMMAND).orElseThrow());
    assertFalse(said.contains("DATA"), said.toString());
  }

  @Test
  void theNameItSaysIsTheSendersAndNotThisMachines() throws Exception {
    assertInstanceOf(Reply.Answer.class, send(script("nothing", ""), LONG, Map.of()));
    assertEquals("EHLO example.org", said.get(0));
  }

  @Test
  void aRefusedConnectionSentNothing() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    notSent(send("smtp://127.0.0.1:" + port, LONG, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp:", "smtp://", "smtp://a b", "smtp:x@y"})
  void whatIsNoAddressSentNothing(String url) throws Exception {
    notSent(send(url, LONG, Map.of()));
  }

  private GreenMail start(String protocol) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    server.start();
    toClose.add(server::stop);
    return server;
  }

  /**
   * A server that agrees to everything but to what begins so: then it says that, or nothing, or
   * closes the connection. CONNECT is before anything was said, BODY after the mail's last dot.
   */
  private String script(String at, String then) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    toClose.add(server);
    threads.execute(
        () -> {
          try (Socket socket = server.accept()) {
            talk(socket, at, then);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return "smtp://127.0.0.1:" + server.getLocalPort();
  }

  private void talk(Socket socket, String at, String then) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    boolean body = false;
    boolean open = say(socket, at.equals("CONNECT"), "220 ready", then);
    String line = open ? in.readLine() : null;
    while (line != null) {
      said.add(line);
      if (body && line.equals(".")) {
        body = false;
        open = say(socket, at.equals("BODY"), "250 taken", then);
      } else if (!body) {
        body = line.equals("DATA") && !at.equals("DATA");
        open = say(socket, line.startsWith(at), body ? "354 go on" : "250 yes", then);
      }
      line = open ? in.readLine() : null;
    }
  }

  private static boolean say(Socket socket, boolean here, String usual, String then)
      throws IOException {
    if (here && then.equals("close")) {
      return false;
    }
    String words = here ? then : usual;
    OutputStream out = socket.getOutputStream();
    out.write(words.isEmpty() ? new byte[0] : (words + "\r\n").getBytes(US_ASCII));
    out.flush();
    return true;
  }

  private Reply send(String url, Duration timeout, Map<String, Secret> more)
      throws InterruptedException {
    Map<String, Secret> headers = new HashMap<>(more);
    headers.put("from", Secret.of("tocsin@example.org"));
    headers.put("to", Secret.of("a@example.org,b@example.org"));
    return transport.send(new Request("SEND", Secret.of(url), headers, MAIL, timeout));
  }

  private static void notSent(Reply reply) {
    nothingSecret(reply);
    assertInstanceOf(Reply.NotSent.class, reply);
  }

  private static void nothingSecret(Reply reply) {
    String text = reply.toString();
    assertFalse(text.contains(PASSWORD) || text.contains("127.0"), text);
  }
}
