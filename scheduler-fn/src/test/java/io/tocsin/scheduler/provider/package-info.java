/** Providers and sources against servers that say what they should not. */
@NullMarked
package io.tocsin.scheduler.provider;

import org.jspecify.annotations.NullMarked;
