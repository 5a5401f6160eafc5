package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges what SES and mail servers answer: SES by its error's code, a mail server by its three
 * digits (RFC 5321), by its finer ones (RFC 3463), and by what they were said to.
 */
final class EmailReplies {
  private static final Duration A_MOMENT = Duration.ofSeconds(5);
  private static final Duration QUOTA = Duration.ofMinutes(15);

  private static final Set<String> THROTTLED =
      Set.of("Throttling", "TooManyRequests", "LimitExceeded", "RequestLimitExceeded");

  /** Nothing that is sent will be taken until somebody mends the account or the identity. */
  private static final Set<String> GONE =
      Set.of(
          "MailFromDomainNotVerified",
          "AccountSendingPaused",
          "AccountSuspended",
          "SendingPaused",
          "ConfigurationSetDoesNotExist",
          "ConfigurationSetSendingPaused",
          "NotFound",
          "AccessDenied",
          "InvalidClientTokenId",
          "UnrecognizedClient",
          "SignatureDoesNotMatch",
          "OptInRequired");

  private static final Pattern FINER = Pattern.compile("\\b[45]\\.(\\d{1,3})\\.(\\d{1,3})\\b");

  /** Mailbox, domain or its mail not there; moved; relaying or this sender not allowed. */
  private static final Set<Integer> NO_MAILBOX = Set.of(550, 551, 553);

  /** Authentication needed, too weak, or wrong; encryption needed. */
  private static final Set<Integer> NOT_LET_IN = Set.of(530, 534, 535, 538);

  private EmailReplies() {}

  static Outcome judge(Reply.Answer answer) {
    Optional<String> command = answer.header("smtp-command");
    return command.isPresent() ? smtp(answer, command.get()) : ses(answer);
  }

  private static Outcome ses(Reply.Answer answer) {
    String code = AwsErrors.code(answer);
    String said = AwsErrors.said(answer);
    String words = answer.body().toLowerCase(Locale.ROOT);
    if (answer.status() == 200) {
      return new Outcome.Delivered(AwsErrors.messageId(answer));
    }
    if (answer.status() == 429 || THROTTLED.contains(code)) {
      // "Daily message quota exceeded": it returns little by little over 24 hours.
      Duration untold = words.contains("daily") ? QUOTA : A_MOMENT;
      return new Outcome.Throttled(
          Waits.safely(Waits.header(answer, "retry-after").orElse(untold)), "rate limit or quota");
    }
    boolean unverified = code.equals("MessageRejected") && words.contains("not verified");
    if (GONE.contains(code) || unverified) {
      return new Outcome.Gone("SES does not send this mail for us: " + said);
    }
    return Statuses.judge(answer.status(), said);
  }

  private static Outcome smtp(Reply.Answer answer, String command) {
    int code = answer.status();
    String said = "the mail server answered " + code;
    if (code == 250) {
      return new Outcome.Delivered(Optional.empty());
    }
    if (code >= 200 && code < 400) {
      return new Outcome.Ambiguous("not the answer of a mail taken: " + said);
    }
    if (code < 500) {
      return new Outcome.Transient("not now: " + said);
    }
    boolean recipient = command.equals("RCPT") && NO_MAILBOX.contains(code) && !full(answer);
    return recipient || NOT_LET_IN.contains(code)
        ? new Outcome.Gone("no such mailbox, or we are not let in: " + said)
        : new Outcome.Rejected("refused: " + said);
  }

  /** X.2.2 is a mailbox that is full, whatever the digits before it. */
  private static boolean full(Reply.Answer answer) {
    Matcher finer = FINER.matcher(answer.body());
    return finer.find() && finer.group(1).equals("2") && finer.group(2).equals("2");
  }
}
