package io.tocsin.report;

import java.util.Optional;

/** Reads what a store's stream tells. */
public interface Changes {

  /**
   * The change that a write was.
   *
   * @return empty when it was none of the history: a counter, or a note of the store's own
   * @throws IllegalStateException when it cannot be read
   */
  Optional<Happened> read(Written written);

  /** What the item is called in a log. Holds no secrets. */
  String name(Written written);
}
