package io.tocsin.scheduler.provider;

import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.keys.Secret;
import io.tocsin.mail.Mail;
import io.tocsin.mail.Mail.Calendar;
import io.tocsin.mail.MailText;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchange.Direction;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.Invitation;
import io.tocsin.meeting.MeetingProvider;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes meetings by mail: whoever is invited gets an invitation that calendars understand, and
 * another one for every change. A mail that comes twice is one meeting all the same, since both
 * name it alike. Nobody can be asked about it, so nothing is ever found, or found gone.
 */
final class MailProvider implements MeetingProvider {
  static final String NAME = "mail";

  /** SES takes no more recipients of one mail. */
  static final int MOST_ATTENDEES = 50;

  private static final Logger LOG = LoggerFactory.getLogger(MailProvider.class);

  private final MailSettings settings;
  private final SchemeTransport transport;
  private final Exchanges exchanges;
  private final Clock clock;
  private final Duration timeout;

  /**
   * A provider.
   *
   * @param transports among them one for the scheme of the settings
   * @param timeout of sending one mail
   */
  MailProvider(
      MailSettings settings,
      Collection<SchemeTransport> transports,
      Exchanges exchanges,
      Clock clock,
      Duration timeout) {
    this.settings = settings;
    this.transport =
        transports.stream()
            .filter(one -> one.schemes().contains(settings.scheme()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("nothing sends by " + settings.scheme() + ":"));
    this.exchanges = exchanges;
    this.clock = clock;
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Booking book(Invitation invitation) {
    Booking booking =
        new Booking(NAME, invitation.meetingId() + "@" + settings.domain(), Optional.empty());
    request(booking, invitation);
    return booking;
  }

  @Override
  public Booking change(Booking booking, Invitation invitation) {
    request(booking, invitation);
    return booking;
  }

  private void request(Booking booking, Invitation invitation) {
    String news = invitation.sequence() == 0 ? "" : "Changed: ";
    send(news, invitation, calendar(booking, invitation).request());
  }

  @Override
  public void cancel(Booking booking, Invitation invitation) {
    send("Cancelled: ", invitation, calendar(booking, invitation).cancellation());
  }

  @Override
  public Optional<Booking> find(Invitation invitation) {
    return Optional.empty();
  }

  private CalendarInvitation calendar(Booking booking, Invitation invitation) {
    return new CalendarInvitation(invitation, booking.id(), settings.from(), clock.instant());
  }

  private void send(String news, Invitation invitation, Calendar calendar) {
    check(invitation);
    Instant start = clock.instant();
    Reply reply;
    try {
      reply = transport.send(request(news, invitation, calendar, start));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reply = new Reply.Lost("interrupted");
    } catch (MessagingException | IOException e) {
      // Their messages show addresses.
      throw rejected("the mail cannot be written: " + e.getClass().getSimpleName());
    }
    keep(invitation, calendar, start, reply);
    MailReplies.failure(reply)
        .ifPresent(
            failure -> {
              throw failure;
            });
  }

  private static void check(Invitation invitation) {
    int attendees = invitation.attendees().size();
    if (attendees == 0 || attendees > MOST_ATTENDEES) {
      throw rejected("a mail goes to 1 to " + MOST_ATTENDEES + " people, not to " + attendees);
    }
    if (!invitation.attendees().stream()
        .allMatch(one -> one.address().matches(MailSettings.ADDRESS))) {
      throw rejected("the address of somebody invited is none for mail");
    }
  }

  private static ProviderException rejected(String why) {
    return new ProviderException(Kind.REJECTED, why);
  }

  private Request request(String news, Invitation invitation, Calendar calendar, Instant at)
      throws MessagingException, IOException {
    String to =
        invitation.attendees().stream()
            .map(Attendee::address)
            .distinct()
            .collect(Collectors.joining(","));
    String mail = MailText.write(mail(news, to, invitation, calendar), at);
    Map<String, Secret> headers = new HashMap<>();
    headers.put("from", Secret.of(settings.from()));
    headers.put("to", Secret.of(to));
    settings
        .login()
        .ifPresent(
            login -> {
              headers.put("user", Secret.of(login.user()));
              headers.put("password", login.password());
            });
    return new Request("SEND", Secret.of(settings.url()), headers, mail, timeout);
  }

  /** A mail that is sent twice has one id, so that mail programs show one. */
  private Mail mail(String news, String to, Invitation invitation, Calendar calendar) {
    String id =
        String.join(
            ".",
            invitation.meetingId(),
            String.valueOf(invitation.sequence()),
            calendar.method().toLowerCase(Locale.ROOT));
    InvitationText text = new InvitationText(news, invitation);
    return new Mail(
        id + "@" + settings.domain(),
        settings.from(),
        to,
        text.subject(),
        text.plain(),
        Optional.of(text.html()),
        Optional.of(calendar));
  }

  /** What cannot be kept is not worth the meeting. */
  private void keep(Invitation invitation, Calendar calendar, Instant start, Reply reply) {
    Exchange exchange =
        new Exchange(
            invitation.meetingId(),
            start,
            Direction.OUT,
            NAME,
            calendar.method() + " " + invitation.sequence(),
            calendar.text(),
            MailReplies.status(reply),
            MailReplies.words(reply),
            Duration.between(start, clock.instant()));
    try {
      exchanges.keep(exchange);
    } catch (RuntimeException e) {
      LOG.warn("a mail about a meeting was not kept: {}", e.getClass().getName());
    }
  }
}
