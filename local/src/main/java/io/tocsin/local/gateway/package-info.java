/** API Gateway on one machine: HTTP requests become events for the real function. */
@NullMarked
package io.tocsin.local.gateway;

import org.jspecify.annotations.NullMarked;
