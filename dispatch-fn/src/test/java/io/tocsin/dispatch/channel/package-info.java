/** Tests of channels. */
@NullMarked
package io.tocsin.dispatch.channel;

import org.jspecify.annotations.NullMarked;
