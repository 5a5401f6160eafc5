/** Who is told of meetings: the providers that make them, and the systems that alerts came from. */
@NullMarked
package io.tocsin.scheduler.provider;

import org.jspecify.annotations.NullMarked;
