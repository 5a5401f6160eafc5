/** How Tocsin itself is watched: what it counts, and how full its queues are. */
@NullMarked
package io.tocsin.watch;

import org.jspecify.annotations.NullMarked;
