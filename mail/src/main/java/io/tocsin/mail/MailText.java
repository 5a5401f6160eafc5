package io.tocsin.mail;

import io.tocsin.mail.Mail.Calendar;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/**
 * Writes a mail in ASCII (RFC 5322, 2045 to 2047): as text, and as HTML beside it when there is
 * any, and with what calendars make of it. The same mail at the same time is written the same.
 */
public final class MailText {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final String SENDER = "Tocsin";
  private static final String CONTROLS = "\\p{Cntrl}+";

  /**
   * Between the parts. It begins with what no part can hold, since each is encoded so that an
   * equals sign stands for something else: nobody can end a part from within its text (RFC 2045,
   * 6.7).
   */
  private static final String BOUNDARY = "=_tocsin";

  /** Not one that begins as the other does. */
  private static final String OUTER_BOUNDARY = "=_outer";

  private MailText() {}

  /**
   * Writes it.
   *
   * @throws MessagingException when an address is none; its message may show the address
   */
  public static String write(Mail mail, Instant at) throws MessagingException, IOException {
    Numbered message = new Numbered("<" + line(mail.id()) + ">");
    message.setFrom(new InternetAddress(line(mail.from()), SENDER, UTF_8));
    message.setRecipients(RecipientType.TO, InternetAddress.parse(line(mail.to()), true));
    message.setSubject(line(mail.subject()), UTF_8);
    message.setHeader(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)));
    // Nobody's holiday notice is to be an answer to an alert (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setContent(content(mail));
    message.saveChanges();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  private static MimeMultipart content(Mail mail) throws MessagingException {
    Parts alternatives = new Parts("alternative", BOUNDARY);
    alternatives.addBodyPart(part(mail.text(), "plain"));
    if (mail.html().isPresent()) {
      alternatives.addBodyPart(part(mail.html().get(), "html"));
    }
    if (mail.calendar().isEmpty()) {
      return alternatives;
    }
    Calendar calendar = mail.calendar().get();
    alternatives.addBodyPart(
        part(calendar, "text/calendar; charset=UTF-8; method=" + calendar.method()));
    MimeBodyPart texts = new MimeBodyPart();
    texts.setContent(alternatives);
    MimeBodyPart file = part(calendar, "application/ics; name=invite.ics");
    file.setHeader("Content-Disposition", "attachment; filename=invite.ics");
    Parts all = new Parts("mixed", OUTER_BOUNDARY);
    all.addBodyPart(texts);
    all.addBodyPart(file);
    return all;
  }

  /** A header is one line, whatever it is made of. */
  private static String line(String text) {
    return text.replaceAll(CONTROLS, " ").strip();
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text.replace("\n", "\r\n"), UTF_8, subtype);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  /** Byte by byte as it is: its lines have ends and lengths of their own. */
  private static MimeBodyPart part(Calendar calendar, String type) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    byte[] bytes = calendar.text().getBytes(StandardCharsets.UTF_8);
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
    part.setHeader("Content-Type", type);
    part.setHeader("Content-Transfer-Encoding", "base64");
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

  /** Of alternatives the last one is the best one. */
  private static final class Parts extends MimeMultipart {
    Parts(String subtype, String boundary) throws MessagingException {
      ContentType type = new ContentType("multipart", subtype, null);
      type.setParameter("boundary", boundary);
      contentType = type.toString();
    }
  }
}
