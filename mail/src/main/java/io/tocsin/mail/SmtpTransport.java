package io.tocsin.mail;

import io.tocsin.delivery.Departure;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.keys.Secret;
import jakarta.inject.Singleton;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends mail by SMTP: {@code smtp://host:port}, encrypted by STARTTLS when the server offers it, or
 * {@code smtps://host:port}, encrypted from the first byte.
 *
 * <p>A request's body is the mail as it is to be sent, in ASCII; its headers are the envelope,
 * {@code from} and {@code to} (addresses with commas between them), and perhaps {@code user} and
 * {@code password}, which are only told to a server on an encrypted connection. All recipients are
 * accepted, or none.
 *
 * <p>The answer's status is the server's three digits, and its header {@value #COMMAND} says what
 * they were said to: CONNECT, AUTH, MAIL, RCPT or DATA.
 */
@Singleton
public final class SmtpTransport implements SchemeTransport {
  /** In the headers of an answer. */
  public static final String COMMAND = "smtp-command";

  private static final int FIRST_REFUSAL = 400;

  @Override
  public Set<String> schemes() {
    return Set.of("smtp", "smtps");
  }

  @Override
  public Reply send(Request request) throws InterruptedException {
    Optional<URI> server = server(request);
    if (server.isEmpty()) {
      return new Reply.NotSent("the address is none for SMTP");
    }
    Departure departure = new Departure();
    // The connection needs no end from here: its reads have the same time, and end it themselves.
    return departure.run(
        request.timeout(), () -> exchange(request, server.get(), departure), () -> {});
  }

  private static Optional<URI> server(Request request) {
    try {
      return Optional.of(new URI(request.url().reveal())).filter(uri -> uri.getHost() != null);
    } catch (URISyntaxException e) {
      // Its message shows the address.
      return Optional.empty();
    }
  }

  private static Reply exchange(Request request, URI server, Departure departure)
      throws MessagingException {
    String scheme = server.getScheme().toLowerCase(Locale.ROOT);
    Optional<String> user = header(request, "user");
    Optional<String> password = header(request, "password");
    InternetAddress[] to = InternetAddress.parse(header(request, "to").orElse(""));
    String from = header(request, "from").orElse("");
    Session session =
        Session.getInstance(properties(scheme, from, password.isPresent(), request.timeout()));
    try (SMTPTransport transport = (SMTPTransport) session.getTransport(scheme)) {
      try {
        transport.connect(
            server.getHost(), server.getPort(), user.orElse(null), password.orElse(null));
        transport.sendMessage(new Mail(session, request.body(), departure), to);
        return answer(transport.getLastReturnCode(), "DATA", transport.getLastServerResponse());
      } catch (MessagingException e) {
        return refusal(e, transport)
            .orElseGet(
                () ->
                    departure.failed(
                        "no connection to the mail server, or none that may be used",
                        "the connection broke before the mail server's answer"));
      }
    }
  }

  private static Properties properties(
      String scheme, String from, boolean authenticated, Duration timeout) {
    Properties properties = new Properties();
    String prefix = "mail." + scheme + ".";
    String time = String.valueOf(timeout.toMillis());
    properties.put(prefix + "connectiontimeout", time);
    properties.put(prefix + "timeout", time);
    properties.put(prefix + "writetimeout", time);
    properties.put(prefix + "from", from);
    // What is said in EHLO; asking for this machine's own name would ask the network.
    properties.put(prefix + "localhost", from.substring(from.lastIndexOf('@') + 1));
    properties.put(prefix + "auth", String.valueOf(authenticated));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "starttls.enable", "true");
    properties.put(prefix + "starttls.required", String.valueOf(authenticated));
    return properties;
  }

  /** What the server refused, and by which words, if it did. */
  private static Optional<Reply> refusal(MessagingException failure, SMTPTransport transport) {
    Optional<MessagingException> at = Optional.of(failure);
    while (at.isPresent()) {
      Optional<Reply> refusal = refusedName(at.get());
      if (refusal.isPresent()) {
        return refusal;
      }
      at = next(at.get());
    }
    return refused(
        transport.getLastReturnCode(), command(failure), transport.getLastServerResponse());
  }

  private static String command(MessagingException failure) {
    if (failure instanceof SMTPSendFailedException sending) {
      boolean sender = String.valueOf(sending.getCommand()).startsWith("MAIL");
      return sender ? "MAIL" : "DATA";
    }
    return failure instanceof AuthenticationFailedException ? "AUTH" : "CONNECT";
  }

  /** A sender or recipient that was refused; what was said last may be about another one. */
  private static Optional<Reply> refusedName(MessagingException failure) {
    if (failure instanceof SMTPAddressFailedException address) {
      return refused(address.getReturnCode(), "RCPT", String.valueOf(address.getMessage()));
    }
    return failure instanceof SMTPSenderFailedException sender
        ? refused(sender.getReturnCode(), "MAIL", String.valueOf(sender.getMessage()))
        : Optional.empty();
  }

  private static Optional<MessagingException> next(MessagingException failure) {
    return Optional.ofNullable(failure.getNextException())
        .filter(MessagingException.class::isInstance)
        .map(MessagingException.class::cast);
  }

  private static Optional<Reply> refused(int code, String command, String words) {
    return code >= FIRST_REFUSAL ? Optional.of(answer(code, command, words)) : Optional.empty();
  }

  private static Reply answer(int code, String command, String words) {
    return new Reply.Answer(
        code, Map.of(COMMAND, List.of(command)), Optional.ofNullable(words).orElse(""));
  }

  private static Optional<String> header(Request request, String name) {
    return Optional.ofNullable(request.headers().get(name)).map(Secret::reveal);
  }

  /** The mail as it was written, which takes the request with it when it leaves. */
  private static final class Mail extends MimeMessage {
    private final Departure departure;

    Mail(Session session, String text, Departure departure) throws MessagingException {
      super(session, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      this.departure = departure;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      departure.leave();
      super.writeTo(out, ignored);
    }
  }
}
