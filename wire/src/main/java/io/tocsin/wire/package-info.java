/** The project's own JSON: what passes between functions and what stores keep. */
@NullMarked
package io.tocsin.wire;

import org.jspecify.annotations.NullMarked;
