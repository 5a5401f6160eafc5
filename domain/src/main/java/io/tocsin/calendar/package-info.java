/** Who is called for what, when they work, and when they can meet. */
@NullMarked
package io.tocsin.calendar;

import org.jspecify.annotations.NullMarked;
