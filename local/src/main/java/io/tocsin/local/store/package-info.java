/** The tables on one disk: H2's MVStore. */
@NullMarked
package io.tocsin.local.store;

import org.jspecify.annotations.NullMarked;
