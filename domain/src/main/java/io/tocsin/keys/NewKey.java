package io.tocsin.keys;

/**
 * A key with a secret that was made just now. Whoever has this shows the secret once: nobody can
 * read it again.
 */
public record NewKey(KeySummary key, Secret secret) {}
