package io.tocsin.meeting;

import java.net.URI;
import java.util.Optional;

/**
 * The meetings' own stable addresses: they are there before the provider has one, and lead there
 * once it has.
 *
 * @param publicUrl Tocsin's own address; absent when it is not known
 */
public record MeetingPages(Optional<String> publicUrl) {
  public MeetingPages {
    publicUrl = publicUrl.map(url -> url.replaceAll("/+$", ""));
  }

  /** The meeting's address. */
  public Optional<URI> of(String meetingId) {
    return publicUrl.map(url -> URI.create(url + "/meetings/" + meetingId));
  }
}
