package io.tocsin.meeting;

import java.net.URI;
import java.util.Optional;

/**
 * A meeting as a provider has it.
 *
 * @param provider its {@link MeetingProvider#name}
 * @param id the provider's own
 * @param url where people join, {@code http} or {@code https}; absent where there is no such place
 */
public record Booking(String provider, String id, Optional<URI> url) {
  public Booking {
    url.ifPresent(
        address -> {
          if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
            throw new IllegalArgumentException("a meeting's address is http or https");
          }
        });
  }

  /** Whether that provider knows it under that id. */
  public boolean is(String byProvider, String byId) {
    return provider.equals(byProvider) && id.equals(byId);
  }
}
