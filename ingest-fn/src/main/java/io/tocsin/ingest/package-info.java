/** Takes signed alerts in over HTTP. */
@NullMarked
package io.tocsin.ingest;

import org.jspecify.annotations.NullMarked;
