/** The alert itself: what happened, and by what name it is known. */
@NullMarked
package io.tocsin.alert;

import org.jspecify.annotations.NullMarked;
