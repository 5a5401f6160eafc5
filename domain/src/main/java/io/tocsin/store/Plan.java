package io.tocsin.store;

import io.tocsin.delivery.Outbox.Planned;
import java.util.List;

/**
 * Where an alert was to go when it was taken in.
 *
 * @param planned each target once, in the order of routing
 */
public record Plan(List<Planned> planned) {
  public Plan {
    planned = List.copyOf(planned);
  }
}
