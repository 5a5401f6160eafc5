package io.tocsin.routing;

import java.util.Optional;

/**
 * A target that a route picked for an alert, and on what terms.
 *
 * @param muted why it is not told after all, for people to read; empty: it is
 */
public record Pick(Target target, Terms terms, Optional<String> muted) {}
