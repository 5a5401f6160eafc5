package io.tocsin.scheduler.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tocsin.keys.Secret;
import io.tocsin.mail.SmtpTransport;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.Invitation;
import io.tocsin.meeting.MeetingProvider;
import io.tocsin.meeting.MeetingProviderContract;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import io.tocsin.scheduler.provider.MailSettings.Login;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** To a real mail server in this process; what arrives is read by a library for calendars. */
class MailProviderTest extends MeetingProviderContract {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final List<Attendee> ONE =
      List.of(new Attendee("dev@example.org", "Dev Team", "owns the service"));

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final List<Exchange> kept = new CopyOnWriteArrayList<>();
  private final MeetingProvider well;
  private Optional<MisbehavingMailServer> ill = Optional.empty();
  private MeetingProvider provider;

  MailProviderTest() {
    server.start();
    well = provider(server.getSmtp().getPort(), Optional.empty(), Duration.ofSeconds(10));
    provider = well;
  }

  @AfterEach
  void stop() {
    heal();
    server.stop();
  }

  @Test
  void theMailHasTheInvitationInEveryFormItIsReadIn() throws Exception {
    provider.book(invitation("mt_1", NOON, 0, ONE));

    MimeMessage mail = server.getReceivedMessages()[0];
    assertEquals("[CRITICAL] System Failure Review", mail.getSubject());
    assertEquals("<mt_1.0.request@example.org>", mail.getMessageID());
    MimeMultipart all = (MimeMultipart) mail.getContent();
    assertTrue(all.getContentType().startsWith("multipart/mixed"), all.getContentType());
    MimeMultipart texts = (MimeMultipart) all.getBodyPart(0).getContent();
    assertTrue(texts.getContentType().startsWith("multipart/alternative"));
    assertTrue(texts.getBodyPart(0).isMimeType("text/plain"));
    assertTrue(text(texts.getBodyPart(0)).contains("Thursday, 26 November 2026, 12:00 UTC, 60"));
    assertTrue(texts.getBodyPart(1).isMimeType("text/html"));
    BodyPart calendar = texts.getBodyPart(2);
    assertEquals("text/calendar; charset=UTF-8; method=REQUEST", calendar.getContentType());
    BodyPart file = all.getBodyPart(1);
    assertEquals("invite.ics", file.getFileName());
    assertEquals(text(calendar), text(file));
  }

  @Test
  void theCalendarIsAsTheStandardsHaveIt() throws Exception {
    Booking booking = provider.book(invitation("mt_1", NOON, 0, ONE));
    provider.cancel(booking, because(invitation("mt_1", NOON, 3, ONE), "the alert is over"));

    String text = calendars().get(0);
    assertTrue(text.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), text);
    for (String line : text.split("\r\n", -1)) {
      assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
    }
    assertEquals(
        List.of(), Biweekly.parse(text).first().validate(biweekly.ICalVersion.V2_0).getWarnings());
    VEvent event = event(text);
    assertEquals("mt_1@example.org", event.getUid().getValue());
    assertEquals(0, event.getSequence().getValue());
    assertEquals(NOW, event.getDateTimeStamp().getValue().toInstant());
    assertEquals("tocsin@example.org", event.getOrganizer().getEmail());
    assertEquals("Dev Team", event.getAttendees().get(0).getCommonName());
    assertEquals(true, event.getAttendees().get(0).getRsvp());
    assertEquals("https://alerts.example.org/meetings/mt_1", event.getUrl().getValue());
    assertTrue(event.getStatus().isConfirmed());
    assertEquals(1, event.getAlarms().size());

    String cancellation = calendars().get(1);
    assertTrue(Biweekly.parse(cancellation).first().getMethod().isCancel());
    VEvent gone = event(cancellation);
    assertEquals("mt_1@example.org", gone.getUid().getValue());
    assertEquals(3, gone.getSequence().getValue());
    assertTrue(gone.getStatus().isCancelled());
    assertTrue(gone.getDescription().getValue().startsWith("the alert is over"));
    assertEquals(
        "Cancelled: [CRITICAL] System Failure Review",
        server.getReceivedMessages()[1].getSubject());
  }

  @Test
  void nothingThatIsSaidBecomesAPropertyOrAHeader() throws Exception {
    String evil = "Dev\";X=\"y:z\r\nATTENDEE:mailto:evil@example.org\r\nBcc: evil@example.org";
    List<Attendee> attendees = List.of(new Attendee("dev@example.org", evil, evil));
    Invitation plain = invitation("mt_1", NOON, 0, attendees);
    provider.book(
        new Invitation(
            plain.meetingId(),
            evil,
            evil,
            plain.briefing(),
            plain.slot(),
            attendees,
            0,
            plain.page(),
            Optional.of(evil)));

    MimeMessage mail = server.getReceivedMessages()[0];
    assertEquals(1, server.getReceivedMessages().length);
    assertEquals(1, mail.getAllRecipients().length);
    VEvent event = event(calendars().get(0));
    assertEquals(1, event.getAttendees().size());
    assertEquals("dev@example.org", event.getAttendees().get(0).getEmail());
    assertEquals(List.of(), event.getAttendees().get(0).getParameters().get("X"));
    assertTrue(event.getSummary().getValue().contains("ATTENDEE:mailto:evil"));
  }

  @Test
  void anAddressThatIsNoneIsRejectedAndNotShown() {
    for (String address : List.of("a@b\r\nRCPT TO:<evil@x>", "nobody", "a@b,c@d", "\"a b\"@c")) {
      ProviderException e =
          assertThrows(
              ProviderException.class,
              () ->
                  provider.book(
                      invitation("mt_1", NOON, 0, List.of(new Attendee(address, "x", "y")))));
      assertEquals(Kind.REJECTED, e.kind());
      assertFalse(String.valueOf(e.getMessage()).contains(address));
    }
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void aPasswordIsToldToNobodyInTheClear() {
    Login login = new Login("tocsin", Secret.of("s3cr3t"));
    MeetingProvider loggedIn =
        provider(server.getSmtp().getPort(), Optional.of(login), Duration.ofSeconds(10));
    ProviderException e =
        assertThrows(
            ProviderException.class, () -> loggedIn.book(invitation("mt_1", NOON, 0, ONE)));
    assertEquals(Kind.TRANSIENT, e.kind());
    assertEquals(0, server.getReceivedMessages().length);
    assertFalse((e + kept.toString() + login).contains("s3cr3t"));
  }

  private MeetingProvider provider(int port, Optional<Login> login, Duration timeout) {
    return new MailProvider(
        new MailSettings("smtp://127.0.0.1:" + port, "tocsin@example.org", login),
        List.of(new SmtpTransport()),
        new Log(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        timeout);
  }

  private final class Log implements Exchanges {
    @Override
    public void keep(Exchange exchange) {
      kept.add(exchange);
    }

    @Override
    public List<Exchange> of(String meetingId, int limit) {
      return kept;
    }
  }

  private static Invitation because(Invitation plain, String why) {
    return new Invitation(
        plain.meetingId(),
        plain.reference(),
        plain.title(),
        plain.briefing(),
        plain.slot(),
        plain.attendees(),
        plain.sequence(),
        plain.page(),
        Optional.of(why));
  }

  private List<String> calendars() {
    List<String> calendars = new ArrayList<>();
    try {
      for (MimeMessage mail : server.getReceivedMessages()) {
        calendars.add(text(((MimeMultipart) mail.getContent()).getBodyPart(1)));
      }
    } catch (Exception e) {
      throw new IllegalStateException("a mail cannot be read", e);
    }
    return calendars;
  }

  private static String text(BodyPart part) throws Exception {
    try (InputStream in = part.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static VEvent event(String calendar) {
    return Biweekly.parse(calendar).first().getEvents().get(0);
  }

  @Override
  protected MeetingProvider provider() {
    return provider;
  }

  /** What a calendar makes of the mails: the highest sequence of each counts. */
  @Override
  protected List<Seen> meetings() {
    Map<String, VEvent> byUid = new LinkedHashMap<>();
    for (String calendar : calendars()) {
      ICalendar parsed = Biweekly.parse(calendar).first();
      VEvent event = parsed.getEvents().get(0);
      byUid.merge(
          event.getUid().getValue(),
          event,
          (old, next) ->
              next.getSequence().getValue() >= old.getSequence().getValue() ? next : old);
    }
    return byUid.values().stream()
        .filter(event -> !event.getStatus().isCancelled())
        .map(MailProviderTest::seen)
        .toList();
  }

  private static Seen seen(VEvent event) {
    Instant start = event.getDateStart().getValue().toInstant();
    return new Seen(
        event.getUid().getValue(),
        event.getSummary().getValue(),
        start,
        Duration.between(start, event.getDateEnd().getValue().toInstant()),
        event.getAttendees().stream().map(one -> one.getEmail()).toList(),
        event.getDescription().getValue());
  }

  @Override
  protected void trouble(Trouble trouble) {
    heal();
    MisbehavingMailServer misbehaving =
        switch (trouble) {
          case REFUSES -> MisbehavingMailServer.at("RCPT", "550 5.1.1 no such mailbox");
          case THROTTLES -> MisbehavingMailServer.at("CONNECT", "421 4.7.0 too many connections");
          case FAILS -> MisbehavingMailServer.at("DATA", "451 4.3.0 something broke");
          case DOWN -> MisbehavingMailServer.at("CONNECT", "close");
          case SLOW -> MisbehavingMailServer.at("MAIL", "");
        };
    ill = Optional.of(misbehaving);
    Duration timeout = trouble == Trouble.SLOW ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
    provider = provider(misbehaving.port(), Optional.empty(), timeout);
  }

  @Override
  protected void heal() {
    ill.ifPresent(MisbehavingMailServer::close);
    ill = Optional.empty();
    provider = well;
  }

  @Override
  protected List<Exchange> exchanges() {
    return List.copyOf(kept);
  }

  /** Passwords have a test of their own: this server is told none. */
  @Override
  protected List<String> secrets() {
    return List.of("smtp://");
  }

  @Override
  protected boolean canBeAsked() {
    return false;
  }

  @Override
  protected void cancelElsewhere(Booking booking) {
    throw new UnsupportedOperationException("nobody can be asked");
  }

  @Override
  protected void loseAnswers() {
    throw new UnsupportedOperationException("nobody can be asked");
  }
}
