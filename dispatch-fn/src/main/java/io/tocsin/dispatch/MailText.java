package io.tocsin.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/**
 * Writes a mail in ASCII (RFC 5322, 2045 to 2047): as text, and as HTML beside it when there is
 * any. The same mail at the same time is written the same.
 */
final class MailText {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final String SENDER = "Tocsin";
  private static final String CONTROLS = "\\p{Cntrl}+";

  /**
   * Between the parts. It begins with what no part can hold, since each is encoded so that an
   * equals sign stands for something else: nobody can end a part from within its text (RFC 2045,
   * 6.7).
   */
  private static final String BOUNDARY = "=_tocsin";

  private MailText() {}

  static String write(JsonNode mail, Instant at) throws MessagingException, IOException {
    Numbered message = new Numbered("<" + line(mail, "id") + ">");
    message.setFrom(new InternetAddress(line(mail, "from"), SENDER, UTF_8));
    message.setRecipients(RecipientType.TO, InternetAddress.parse(line(mail, "to"), true));
    message.setSubject(line(mail, "subject"), UTF_8);
    message.setHeader(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)));
    // Nobody's holiday notice is to be an answer to an alert (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    Alternatives alternatives = new Alternatives();
    alternatives.addBodyPart(part(mail, "text", "plain"));
    if (mail.has("html")) {
      alternatives.addBodyPart(part(mail, "html", "html"));
    }
    message.setContent(alternatives);
    message.saveChanges();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  /** A header is one line, whatever it is made of. */
  private static String line(JsonNode mail, String name) {
    return mail.path(name).asText().replaceAll(CONTROLS, " ").strip();
  }

  private static MimeBodyPart part(JsonNode mail, String name, String subtype)
      throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(mail.path(name).asText().replace("\n", "\r\n"), UTF_8, subtype);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  /** The library would make an id of the time and this machine's name. */
  private static final class Numbered extends MimeMessage {
    private final String id;

    Numbered(String id) {
      super(Session.getInstance(new Properties()));
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  /** The last one is the best one. */
  private static final class Alternatives extends MimeMultipart {
    Alternatives() throws MessagingException {
      ContentType type = new ContentType("multipart", "alternative", null);
      type.setParameter("boundary", BOUNDARY);
      contentType = type.toString();
    }
  }
}
