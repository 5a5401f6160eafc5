package io.tocsin.history;

import io.tocsin.alert.Alert;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened. {@link io.tocsin.delivery.Outbox} writes alerts and deliveries into it. */
public interface History {

  /** Those of the alerts that there are, by id. At most 100 ids. */
  Map<String, Alert> alerts(Collection<String> ids);

  /** One alert with its deliveries. */
  Optional<Story> story(String alertId);

  /**
   * Alerts with their deliveries, newest first. An index leads to those of an owner, of a service,
   * or with dead letters, in this order; of what it leads to, or else of all, a {@link Sieve} picks
   * those that are looked for.
   *
   * @param limit 1 to 100
   * @param cursor where the page before ended; good for any search
   * @throws BadCursorException when the cursor is none of this store's
   */
  Page<Story> find(Search search, int limit, Optional<String> cursor);

  /** All alerts with their deliveries, newest first: {@link #find} with nothing to look for. */
  default Page<Story> recent(int limit, Optional<String> cursor) {
    return find(Search.ALL, limit, cursor);
  }

  /**
   * The latest alerts of a service, by when they were received, newest first.
   *
   * @param limit 1 to 100
   */
  List<Alert> ofService(String service, int limit);

  /**
   * Whether the alert was deleted for its owner, as far as that is known still; what waits of it is
   * told to nobody.
   */
  boolean forgotten(String alertId);

  /** Keeps a line about a message that could not be read. */
  void refused(Refusal refusal);

  /** The latest refusals, newest first. */
  List<Refusal> refusals(int limit);

  /** A message on the alerts queue that was no alert. */
  record Refusal(String messageId, Instant at, String reason) {}

  /** The cursor is not one a page was given with. */
  final class BadCursorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadCursorException() {
      super("the cursor is not one that a page was given with; start again without it");
    }
  }
}
