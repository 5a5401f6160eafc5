/** Where log lines go: one JSON object each on Lambda, text for people elsewhere. */
@NullMarked
package io.tocsin.log;

import org.jspecify.annotations.NullMarked;
