/** How sources write alerts: one class each. */
@NullMarked
package io.tocsin.ingest.format;

import org.jspecify.annotations.NullMarked;
