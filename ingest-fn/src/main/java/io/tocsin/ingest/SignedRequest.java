package io.tocsin.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a signed request says about itself, before anything of it is believed.
 *
 * @param keyId from {@code X-API-Key}
 * @param timestamp from {@code X-Timestamp} or {@code X-Webhook-Timestamp}
 * @param signature from {@code X-Signature} or {@code X-Webhook-Signature}
 * @param address the caller's; {@code unknown} when the gateway did not tell
 */
// Requests are never compared nor printed.
@SuppressWarnings("ArrayRecordComponent")
record SignedRequest(
    Optional<String> keyId,
    Optional<String> timestamp,
    Optional<String> signature,
    Optional<String> idempotencyKey,
    String address,
    byte[] body) {
  /** The largest body, in bytes. */
  static final int LARGEST_BODY = 256 * 1024;

  private static final int LONGEST_IDEMPOTENCY_KEY = 250;

  /**
   * Reads a request.
   *
   * @throws Problem.Refused when it is too large, encoded, or contradicts itself
   */
  static SignedRequest of(Incoming incoming) {
    checkBody(incoming);
    return new SignedRequest(
        single(incoming, "X-API-Key"),
        either(incoming, "X-Timestamp", "X-Webhook-Timestamp"),
        either(incoming, "X-Signature", "X-Webhook-Signature"),
        idempotencyKey(incoming),
        incoming.address().orElse("unknown"),
        incoming.body());
  }

  /**
   * Checks what every signed endpoint asks of a body.
   *
   * @throws Problem.Refused when it is too large or encoded
   */
  static void checkBody(Incoming incoming) {
    if (incoming.body().length > LARGEST_BODY) {
      throw new Problem.Refused(
          Problem.of(
              413,
              "too-large",
              "Content Too Large",
              "A body may have at most " + LARGEST_BODY + " bytes"));
    }
    if (!incoming.values("Content-Encoding").stream().allMatch(SignedRequest::plain)) {
      throw new Problem.Refused(
          Problem.of(
              415,
              "encoding",
              "Unsupported Media Type",
              "Send the body as it is, without a Content-Encoding"));
    }
  }

  /** A header that may be sent once. */
  static Optional<String> single(Incoming incoming, String name) {
    List<String> values = incoming.values(name);
    if (values.size() > 1) {
      throw new Problem.Refused(Problem.badRequest(name + " may be sent only once"));
    }
    return values.stream().filter(value -> !value.isEmpty()).findFirst();
  }

  private static boolean plain(String encoding) {
    // Ignoring case would take the dotless i for an i, too.
    return encoding.isEmpty() || encoding.toLowerCase(Locale.ROOT).equals("identity");
  }

  private static Optional<String> either(Incoming incoming, String one, String other) {
    Optional<String> first = single(incoming, one);
    Optional<String> second = single(incoming, other);
    if (first.isPresent() && second.isPresent() && !first.equals(second)) {
      throw new Problem.Refused(
          Problem.badRequest(one + " and " + other + " differ; send one of them"));
    }
    return first.or(() -> second);
  }

  private static Optional<String> idempotencyKey(Incoming incoming) {
    Optional<String> key = single(incoming, "Idempotency-Key");
    if (key.isPresent() && key.get().length() > LONGEST_IDEMPOTENCY_KEY) {
      throw new Problem.Refused(
          Problem.badRequest(
              "Idempotency-Key may have at most " + LONGEST_IDEMPOTENCY_KEY + " characters"));
    }
    return key;
  }
}
