package io.tocsin.keys;

/** Encrypts secrets for keeping. What was sealed for one context does not open in another. */
public interface Sealer {

  /** Seals a secret; the result is text that is safe to store. */
  String seal(Secret secret, String context);

  /**
   * Opens what {@link #seal} made.
   *
   * @throws IllegalStateException when it was sealed with another key or for another context
   */
  Secret open(String cipher, String context);
}
