package io.tocsin.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Tocsin's own address, {@code TOCSIN_PUBLIC_URL}. */
public final class PublicUrl {
  private static final String NAME = "TOCSIN_PUBLIC_URL";
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s?#]{1,200}");

  private PublicUrl() {}

  /**
   * The address, absent when it is not set.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Optional<String> from(Function<String, Optional<String>> variables) {
    Optional<String> value =
        variables.apply(NAME).map(String::strip).filter(text -> !text.isEmpty());
    if (value.filter(text -> !isOne(text)).isPresent()) {
      throw new IllegalArgumentException(
          NAME
              + " must be an address such as https://alerts.example.org, without query, at most"
              + " 200 characters");
    }
    return value;
  }

  /** Addresses of pages are made of it, and what is no URI fails only then. */
  private static boolean isOne(String text) {
    try {
      return ADDRESS.matcher(text).matches() && new URI(text).getRawAuthority() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
