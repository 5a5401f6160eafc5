package io.tocsin.store;

/**
 * A line of an index: what it leads to.
 *
 * @param name the key in the map that the index is for
 */
public record Entry(String name) {}
