package io.tocsin.scheduler.provider;

import io.tocsin.delivery.Reply;
import io.tocsin.mail.SmtpTransport;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from what mail servers (RFC 5321) and SES answer. Their words are passed on to
 * nobody but the log: they name addresses.
 */
final class MailReplies {
  private static final Set<String> BUSY =
      Set.of("Throttling", "TooManyRequests", "LimitExceeded", "RequestLimitExceeded");

  private MailReplies() {}

  /** Why the mail was not taken, or may not have been. */
  static Optional<ProviderException> failure(Reply reply) {
    if (reply instanceof Reply.Answer answer) {
      return answer.header(SmtpTransport.COMMAND).isPresent() ? smtp(answer) : ses(answer);
    }
    return Optional.of(new ProviderException(Kind.TRANSIENT, words(reply)));
  }

  private static Optional<ProviderException> smtp(Reply.Answer answer) {
    String said =
        "the mail server answered "
            + answer.status()
            + " to "
            + answer.header(SmtpTransport.COMMAND).orElse("");
    if (answer.status() == 250) {
      return Optional.empty();
    }
    return failure(answer.status() >= 500, said);
  }

  private static Optional<ProviderException> ses(Reply.Answer answer) {
    String code =
        answer
            .header("x-amzn-errortype")
            .filter(text -> text.matches("[A-Za-z]{1,60}"))
            .map(text -> text.replaceFirst("Exception$", ""))
            .orElse("");
    String said = "SES answered " + answer.status() + (code.isEmpty() ? "" : ", " + code);
    if (answer.status() == 200) {
      return Optional.empty();
    }
    boolean passes = answer.status() >= 500 || answer.status() == 429 || BUSY.contains(code);
    return failure(!passes, said);
  }

  private static Optional<ProviderException> failure(boolean forGood, String said) {
    return Optional.of(new ProviderException(forGood ? Kind.REJECTED : Kind.TRANSIENT, said));
  }

  static Optional<Integer> status(Reply reply) {
    return reply instanceof Reply.Answer answer ? Optional.of(answer.status()) : Optional.empty();
  }

  /** What was said, or what happened instead. */
  static String words(Reply reply) {
    if (reply instanceof Reply.Answer answer) {
      return answer.body();
    }
    return reply instanceof Reply.Lost lost ? lost.reason() : ((Reply.NotSent) reply).reason();
  }
}
