package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the alerts of one name are about: so that an alert that is repeated is known, and the news
 * that it is over finds what was sent.
 *
 * @param key from {@link Alert#incident}
 * @param firing the latest alert that was firing, absent when the incident is over
 * @param told when, and how bad, each target was last told that it is
 */
public record Incident(String key, Optional<String> firing, Map<String, Told> told) {
  public Incident {
    told = Map.copyOf(told);
  }

  /** What a target was told last. */
  public record Told(Instant at, Severity severity) {}

  /** One that nobody has heard of. */
  public static Incident unknown(String key) {
    return new Incident(key, Optional.empty(), Map.of());
  }
}
