/** How Tocsin itself is watched: how full its queues are. */
@NullMarked
package io.tocsin.watch;

import org.jspecify.annotations.NullMarked;
