package io.tocsin.dispatch.channel;

import io.tocsin.alert.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where alerts are shown.
 *
 * @param publicUrl Tocsin's own address, when it is known
 */
public record AlertPages(Optional<String> publicUrl) {
  /** A longer one would leave too little room for the alert itself. */
  private static final int LONGEST = 300;

  public AlertPages {
    publicUrl = publicUrl.map(url -> url.replaceAll("/+$", ""));
  }

  /** The alert's page; absent when Tocsin's address is not known or the alert's id is too odd. */
  Optional<String> of(Alert alert) {
    return publicUrl
        .map(url -> url + "/api/v1/alerts/" + encode(alert.id()))
        .filter(page -> page.length() <= LONGEST);
  }

  private static String encode(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
