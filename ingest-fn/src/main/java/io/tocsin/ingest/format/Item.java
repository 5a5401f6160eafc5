package io.tocsin.ingest.format;

import io.tocsin.alert.Alert;
import io.tocsin.wire.InvalidJsonException.Mistake;
import java.util.List;

/** One of the things in a request. */
public sealed interface Item {

  /** An alert. */
  record Good(Alert alert) implements Item {}

  /** Something that is no alert; it does not sink the others. */
  record Bad(List<Mistake> mistakes) implements Item {
    public Bad {
      mistakes = List.copyOf(mistakes);
    }
  }
}
