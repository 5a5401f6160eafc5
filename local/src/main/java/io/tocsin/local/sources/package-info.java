/** What feeds functions on one machine: queues, and the minute. */
@NullMarked
package io.tocsin.local.sources;

import org.jspecify.annotations.NullMarked;
