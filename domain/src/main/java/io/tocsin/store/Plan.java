package io.tocsin.store;

import io.tocsin.delivery.Outbox.Planned;
import java.util.List;
import java.util.Optional;

/**
 * Where an alert was to go when it was taken in.
 *
 * @param planned each target once, in the order of routing
 * @param episode of its incident, that it belongs to
 */
public record Plan(List<Planned> planned, Optional<String> episode) {
  public Plan {
    planned = List.copyOf(planned);
  }
}
