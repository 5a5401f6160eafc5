/** What happened, kept until its time to live ends. */
@NullMarked
package io.tocsin.history;

import org.jspecify.annotations.NullMarked;
