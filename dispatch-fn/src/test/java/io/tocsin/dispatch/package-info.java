/** Tests of dispatch. */
@NullMarked
package io.tocsin.dispatch;

import org.jspecify.annotations.NullMarked;
