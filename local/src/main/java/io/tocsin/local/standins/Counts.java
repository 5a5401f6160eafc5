package io.tocsin.local.standins;

/**
 * What a stand-in has seen.
 *
 * @param requests all of them
 * @param throttled answered 429
 * @param refused answered with another 4xx
 * @param failed answered 500 on demand
 * @param messages new messages taken
 * @param edits messages changed
 * @param embeds embeds, for Slack blocks, in the new messages
 */
public record Counts(
    int requests, int throttled, int refused, int failed, int messages, int edits, int embeds) {
  static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0, 0);

  Counts plus(Counts other) {
    return new Counts(
        requests + other.requests,
        throttled + other.throttled,
        refused + other.refused,
        failed + other.failed,
        messages + other.messages,
        edits + other.edits,
        embeds + other.embeds);
  }

  /** One more request with that answer. */
  Counts answered(int status) {
    return new Counts(
        requests + 1,
        throttled + (status == 429 ? 1 : 0),
        refused + (status >= 400 && status < 500 && status != 429 ? 1 : 0),
        failed + (status >= 500 ? 1 : 0),
        messages,
        edits,
        embeds);
  }

  Counts message(int embedsInIt) {
    return new Counts(
        requests, throttled, refused, failed, messages + 1, edits, embeds + embedsInIt);
  }

  Counts edit() {
    return new Counts(requests, throttled, refused, failed, messages, edits + 1, embeds);
  }
}
