/** Everything in one JVM. */
@NullMarked
package io.tocsin.local;

import org.jspecify.annotations.NullMarked;
