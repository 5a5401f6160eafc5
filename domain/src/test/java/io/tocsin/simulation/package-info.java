/** Dispatch under a virtual clock: many actors, one seed, crashes anywhere. */
@NullMarked
package io.tocsin.simulation;

import org.jspecify.annotations.NullMarked;
