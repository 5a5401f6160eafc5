/** The tick: overdue lanes woken. */
@NullMarked
package io.tocsin.scheduler;

import org.jspecify.annotations.NullMarked;
