package io.tocsin.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.delivery.Transport;
import io.tocsin.keys.Secret;
import io.tocsin.mail.Mail;
import io.tocsin.mail.MailText;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes mail and hands it on to what sends it: a request to {@code mail:} and the address of that,
 * as in {@code mail:ses:} or {@code mail:smtp://host:port}.
 *
 * <p>A request's body is JSON: {@code id}, {@code from}, {@code to}, {@code subject}, {@code text}
 * and perhaps {@code html}. What goes on is a mail as RFC 5322 has it, with its envelope in the
 * headers {@code from} and {@code to}, besides those that the request had.
 */
@Singleton
final class MailTransport implements SchemeTransport {
  private static final String SCHEME = "mail";

  private final Provider<Transport> next;
  private final Clock clock;

  /** The way on is this transport's own way in, so that it is asked for when it is needed. */
  MailTransport(Provider<Transport> next, Clock clock) {
    this.next = next;
    this.clock = clock;
  }

  @Override
  public Set<String> schemes() {
    return Set.of(SCHEME);
  }

  @Override
  public Reply send(Request request) throws InterruptedException {
    try {
      JsonNode mail = Wire.parse(request.body());
      Map<String, Secret> headers = new HashMap<>(request.headers());
      headers.put("from", Secret.of(mail.path("from").asText()));
      headers.put("to", Secret.of(mail.path("to").asText()));
      String url = request.url().reveal().substring(SCHEME.length() + 1);
      String written = MailText.write(mail(mail), clock.instant());
      return next.get()
          .send(new Request(request.method(), Secret.of(url), headers, written, request.timeout()));
    } catch (InvalidJsonException | MessagingException | IOException e) {
      // Their messages may show addresses and text.
      return new Reply.NotSent("the mail cannot be written: " + e.getClass().getSimpleName());
    }
  }

  private static Mail mail(JsonNode json) {
    return new Mail(
        json.path("id").asText(),
        json.path("from").asText(),
        json.path("to").asText(),
        json.path("subject").asText(),
        json.path("text").asText(),
        Optional.of(json.path("html")).filter(JsonNode::isTextual).map(JsonNode::textValue),
        Optional.empty());
  }
}
