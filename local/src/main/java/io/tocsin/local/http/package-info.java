/** Serving HTTP on loopback with the JDK's own server. */
@NullMarked
package io.tocsin.local.http;

import org.jspecify.annotations.NullMarked;
