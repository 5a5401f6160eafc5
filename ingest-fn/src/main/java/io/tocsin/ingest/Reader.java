package io.tocsin.ingest;

import io.tocsin.alert.Alert;
import io.tocsin.history.Search;
import java.util.Optional;

/**
 * Who reads.
 *
 * @param only whose alerts alone it sees; empty: it sees all
 */
record Reader(Optional<String> only) {
  /** An administrator, or anybody where reading is open. */
  static final Reader OF_ALL = new Reader(Optional.empty());

  static Reader of(String owner) {
    return new Reader(Optional.of(owner));
  }

  boolean seesAll() {
    return only.isEmpty();
  }

  boolean sees(Alert alert) {
    return only.isEmpty() || only.equals(alert.owner());
  }

  /** What is left of a search; empty when there is nothing in it that may be seen. */
  Optional<Search> may(Search search) {
    return only.isEmpty() ? Optional.of(search) : search.within(only.get());
  }
}
