package io.tocsin.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The silences there are, and for a while those that were. */
public interface Silences {
  /** How long a silence is on record after its end. */
  Duration KEPT = Duration.ofDays(14);

  /**
   * Adds the silence, unless one of its id is there: that one stays as it is. So a request made
   * twice makes one silence, and does not reopen one that was ended.
   *
   * @return the silence that is there now. It is durable.
   */
  Silence put(Silence silence, Instant now);

  /**
   * Ends a silence now. One that is over stays as it is.
   *
   * @return the silence as it is on record; empty when there is none of that id
   */
  Optional<Silence> expire(String id, Instant now);

  /** Those that are not over, whether they have begun or not; the next to end comes first. */
  List<Silence> open(Instant now);

  /** All that are on record, the last to end first. */
  List<Silence> recorded(Instant now);
}
