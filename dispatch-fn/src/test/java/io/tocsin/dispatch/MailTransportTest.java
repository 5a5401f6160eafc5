package io.tocsin.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Transport;
import io.tocsin.keys.Secret;
import io.tocsin.mail.SmtpTransport;
import io.tocsin.wire.Wire;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailTransportTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:30Z");

  private final List<Request> handedOn = new ArrayList<>();
  private final ObjectNode mail = JsonNodeFactory.instance.objectNode();

  MailTransportTest() {
    mail.put("id", "dl_1@example.org");
    mail.put("from", "tocsin@example.org");
    mail.put("to", "a@example.org,b@example.org");
    mail.put("subject", "[CRITICAL] plex is down");
    mail.put("text", "3 checks failed\n.\nlast: grüße 👩‍👩‍👧‍👦 = =_tocsin\n--=_tocsin--\n");
    mail.put("html", "<p>3 checks failed</p>" + "x".repeat(2000));
  }

  @Test
  void theMailIsOneAsTheStandardsHaveIt() throws Exception {
    String text = write();
    assertTrue(text.chars().allMatch(c -> c < 127), text);
    assertTrue(Arrays.stream(text.split("\r\n", -1)).allMatch(line -> line.length() <= 998));
    assertFalse(text.replace("\r\n", "").matches("(?s).*[\r\n].*"), text);

    MimeMessage message = parse(text);
    assertEquals("<dl_1@example.org>", message.getMessageID());
    assertEquals("auto-generated", message.getHeader("Auto-Submitted", null));
    assertEquals("Sat, 21 Nov 2026 12:00:30 GMT", message.getHeader("Date", null));
    assertEquals("Tocsin <tocsin@example.org>", message.getFrom()[0].toString());
    assertEquals(2, message.getAllRecipients().length);
    assertEquals("[CRITICAL] plex is down", message.getSubject());

    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertTrue(parts.getContentType().startsWith("multipart/alternative"));
    assertEquals(2, parts.getCount());
    assertEquals(
        mail.path("text").asText().replace("\n", "\r\n"), parts.getBodyPart(0).getContent());
    assertEquals(mail.path("html").asText(), parts.getBodyPart(1).getContent());
    assertTrue(parts.getBodyPart(1).getContentType().startsWith("text/html"));
  }

  @Test
  void whatStandsInAHeaderCannotBecomeAnotherOne() throws Exception {
    mail.put("subject", "fire\r\nBcc: evil@example.org\r\n\r\n<html>" + "ü".repeat(300) + "\0");
    MimeMessage message = parse(write());
    assertEquals(2, message.getAllRecipients().length);
    assertEquals("fire Bcc: evil@example.org <html>" + "ü".repeat(300), message.getSubject());
  }

  @Test
  void theSameMailIsWrittenTheSame() throws Exception {
    assertEquals(write(), write());
  }

  @Test
  void whatIsNoMailIsNotSentAndNotShown() throws Exception {
    for (String body : List.of("s3cr3t", Wire.write(mail.deepCopy().put("to", "s3cr3t @@")))) {
      Reply reply = transport(handedOn::add).send(request("mail:ses:", body));
      assertInstanceOf(Reply.NotSent.class, reply);
      assertFalse(reply.toString().contains("s3cr3t"), reply.toString());
    }
    assertEquals(List.of(), handedOn);
  }

  @Test
  void itGoesOnToItsServerWithItsEnvelopeAndCredentials() throws Exception {
    Request request =
        new Request(
            "SEND",
            Secret.of("mail:smtp://mail.test:587"),
            Map.of("password", Secret.of("s3cr3t")),
            Wire.write(mail),
            Duration.ofSeconds(7));
    transport(handedOn::add).send(request);
    Request next = handedOn.get(0);
    assertEquals("smtp://mail.test:587", next.url().reveal());
    assertEquals(
        Map.of(
            "from", Secret.of("tocsin@example.org"),
            "to", Secret.of("a@example.org,b@example.org"),
            "password", Secret.of("s3cr3t")),
        next.headers());
    assertEquals(Duration.ofSeconds(7), next.timeout());
  }

  @Test
  void aMailServerGetsItWhole() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      SmtpTransport smtp = new SmtpTransport();
      MailTransport transport = new MailTransport(() -> smtp::send, new SettableClock(NOON));
      String url = "mail:smtp://127.0.0.1:" + server.getSmtp().getPort();
      assertInstanceOf(Reply.Answer.class, transport.send(request(url, Wire.write(mail))));
      MimeMessage got = server.getReceivedMessages()[1];
      assertEquals("[CRITICAL] plex is down", got.getSubject());
      assertEquals("<dl_1@example.org>", got.getMessageID());
      MimeMultipart parts = (MimeMultipart) got.getContent();
      assertEquals(
          mail.path("text").asText().replace("\n", "\r\n"), parts.getBodyPart(0).getContent());
    } finally {
      server.stop();
    }
  }

  private String write() throws InterruptedException {
    transport(handedOn::add).send(request("mail:ses:", Wire.write(mail)));
    return handedOn.get(handedOn.size() - 1).body();
  }

  private interface Sink {
    boolean add(Request request);
  }

  private static MailTransport transport(Sink sink) {
    Transport next =
        request -> {
          sink.add(request);
          return new Reply.Answer(200, Map.of(), "id");
        };
    return new MailTransport(() -> next, new SettableClock(NOON));
  }

  private static Request request(String url, String body) {
    return new Request("SEND", Secret.of(url), Map.of(), body, Duration.ofSeconds(20));
  }

  private static MimeMessage parse(String text) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
