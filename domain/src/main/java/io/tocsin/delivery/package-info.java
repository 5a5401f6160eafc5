/** Bringing alerts to their targets: lanes, turns, attempts, outcomes. */
@NullMarked
package io.tocsin.delivery;

import org.jspecify.annotations.NullMarked;
