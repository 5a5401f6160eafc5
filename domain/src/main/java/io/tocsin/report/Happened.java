package io.tocsin.report;

import java.time.Instant;

/**
 * A change that may be told more than once.
 *
 * @param id tells it from all others of the same second
 * @param at when it was written, in whole seconds
 */
public record Happened(String id, Instant at, Change change) {}
