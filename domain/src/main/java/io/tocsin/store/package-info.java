/** The ports kept in ordered maps: in memory, or on any map that persists. */
@NullMarked
package io.tocsin.store;

import org.jspecify.annotations.NullMarked;
