/** Which targets an alert goes to. */
@NullMarked
package io.tocsin.routing;

import org.jspecify.annotations.NullMarked;
