/** The forms that a message on the queue of alerts may have. */
@NullMarked
package io.tocsin.dispatch.format;

import org.jspecify.annotations.NullMarked;
