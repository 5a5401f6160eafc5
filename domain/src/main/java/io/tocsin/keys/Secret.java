package io.tocsin.keys;

/**
 * A value that must not be shown: an API secret, a webhook's URL, a token. Printing it prints
 * nothing of it; only {@link #reveal()} does, and each caller of that answers for where it goes.
 */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "•••";
  }
}
