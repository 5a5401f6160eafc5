package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Reply;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the transports to services of AWS answer. */
final class AwsErrors {
  /** The only words of an error that are passed on. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,60}(\\.[A-Za-z]{1,60}){0,2}");

  /** SQS still answers by the codes of its older protocol, and the SDK prefers these. */
  private static final String SQS = "AWS.SimpleQueueService.";

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{10,100}");

  private AwsErrors() {}

  /**
   * The service's code for an error, as one word; empty when it is none. What goes wrong with a key
   * begins with {@code KMS}.
   */
  static String code(Reply.Answer answer) {
    return answer
        .header("x-amzn-errortype")
        .filter(code -> CODE.matcher(code).matches())
        .map(code -> code.replaceFirst("Exception$", "").replace(SQS, "").replace(".", ""))
        .orElse("");
  }

  /** What was answered, in words for people. */
  static String said(Reply.Answer answer) {
    String code = code(answer);
    return "answered " + answer.status() + (code.isEmpty() ? "" : ", " + code);
  }

  /** The id that the service gave the message. */
  static Optional<String> messageId(Reply.Answer answer) {
    return Optional.of(answer.body()).filter(id -> ID.matcher(id).matches());
  }
}
