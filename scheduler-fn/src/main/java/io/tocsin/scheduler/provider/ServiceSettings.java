package io.tocsin.scheduler.provider;

import io.tocsin.keys.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where a service is, and the key it knows us by.
 *
 * @param url without a slash at its end
 */
record ServiceSettings(URI url, Secret key) {
  private static final int LONGEST = 500;
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~%-]+)*");

  /** What a header's value may be made of (RFC 9110, 5.5), without spaces. */
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,500}");

  /** The names of a service's two variables, which are set both or neither. */
  record Names(String url, String key) {
    boolean anySet(Function<String, Optional<String>> variables) {
      return variables.apply(url).isPresent() || variables.apply(key).isPresent();
    }
  }

  static final Names SLOTIFY = new Names("SLOTIFY_API_URL", "SLOTIFY_API_KEY");
  static final Names CHAINSYNC = new Names("CHAINSYNC_API_URL", "CHAINSYNC_API_KEY");

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming the variable that is wrong, and not its value
   */
  static ServiceSettings read(Names names, Function<String, Optional<String>> variables) {
    String url = variables.apply(names.url()).orElseThrow(() -> missing(names.url(), names.key()));
    String key = variables.apply(names.key()).orElseThrow(() -> missing(names.key(), names.url()));
    if (url.length() > LONGEST || !ADDRESS.matcher(url).matches()) {
      throw new IllegalArgumentException(
          names.url()
              + " must be an address such as https://api.example.com/v1, without a user name, a"
              + " query or a slash at its end");
    }
    boolean local = variables.apply("TOCSIN_LOCAL").filter("true"::equals).isPresent();
    if (!local && !url.toLowerCase(Locale.ROOT).startsWith("https://")) {
      throw new IllegalArgumentException(names.url() + " must begin with https://");
    }
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          names.key() + " must be at most 500 characters of ASCII, without spaces");
    }
    return new ServiceSettings(URI.create(url), Secret.of(key));
  }

  private static IllegalArgumentException missing(String name, String other) {
    return new IllegalArgumentException(name + " must be set as well, since " + other + " is");
  }
}
