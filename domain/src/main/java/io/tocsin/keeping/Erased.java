package io.tocsin.keeping;

/**
 * What one step of an {@link Erasure} deleted.
 *
 * @param filed pieces taken out of the archive, where that can be done from here
 * @param more whether it is to be done again: there is more, or may be
 */
public record Erased(int alerts, int deliveries, int meetings, int keys, int filed, boolean more) {}
