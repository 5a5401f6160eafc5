package io.tocsin.store;

import io.tocsin.keeping.Retention;
import java.time.Clock;

/** How long the maps keep the history, and by which clock. */
public record Keeping(Retention retention, Clock clock) {}
