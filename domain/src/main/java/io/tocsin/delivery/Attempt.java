package io.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * One request on behalf of a delivery and what came of it.
 *
 * @param outcome the {@link Outcome#word()}
 * @param took from sending to the answer
 */
public record Attempt(Instant at, String outcome, String reason, Duration took) {}
