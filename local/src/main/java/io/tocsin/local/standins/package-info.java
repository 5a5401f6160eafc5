/** Services on one machine: they enforce their limits and show what they got. */
@NullMarked
package io.tocsin.local.standins;

import org.jspecify.annotations.NullMarked;
