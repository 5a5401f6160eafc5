package io.tocsin.analysis;

import java.util.Locale;
import java.util.Set;

/** Names of labels and details that speak of something secret. */
public final class SecretNames {
  private static final Set<String> SPEAKING =
      Set.of("password", "passwd", "secret", "token", "authorization", "credential", "key");

  private SecretNames() {}

  /**
   * Whether what has this name is neither quoted nor handed on.
   *
   * @param name of a label, or the path of a detail
   */
  public static boolean holds(String name) {
    return SPEAKING.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
  }
}
