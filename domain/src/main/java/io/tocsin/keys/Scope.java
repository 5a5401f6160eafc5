package io.tocsin.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a key may do. */
public enum Scope {
  ALERT,
  READ,
  INTENT,
  ADMIN;

  /**
   * Reads a scope by its name, e.g. {@code alert}.
   *
   * @throws IllegalArgumentException when there is none of that name; the message names those there
   *     are
   */
  public static Scope named(String name) {
    return Arrays.stream(values())
        .filter(scope -> scope.word().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .map(Scope::word)
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
  }

  /** As it is written: {@code alert}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
