/** What the API says of itself: what many of its operations have in common, and the page of it. */
@NullMarked
package io.tocsin.ingest.api;

import org.jspecify.annotations.NullMarked;
