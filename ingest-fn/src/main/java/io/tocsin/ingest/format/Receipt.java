package io.tocsin.ingest.format;

import io.tocsin.alert.Alert;
import io.tocsin.wire.InvalidJsonException.Mistake;
import java.util.List;

/** What became of an item. */
public sealed interface Receipt {

  /**
   * The queue has it.
   *
   * @param duplicate whether it is known that the queue had it before
   */
  record Accepted(Alert alert, boolean duplicate) implements Receipt {}

  /** It was no alert. */
  record Rejected(List<Mistake> mistakes) implements Receipt {
    public Rejected {
      mistakes = List.copyOf(mistakes);
    }
  }

  /** The queue did not take it. */
  record Missed(Alert alert) implements Receipt {}
}
