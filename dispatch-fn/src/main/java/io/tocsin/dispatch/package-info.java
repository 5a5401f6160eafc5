/** Routes alerts and drains lanes. */
@NullMarked
package io.tocsin.dispatch;

import org.jspecify.annotations.NullMarked;
