/** The whole of Tocsin, used from outside: HTTP in, stand-ins out, processes killed. */
@NullMarked
package io.tocsin.local.endtoend;

import org.jspecify.annotations.NullMarked;
