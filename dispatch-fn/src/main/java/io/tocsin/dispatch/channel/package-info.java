/**
 * The channels: each a class that speaks one service's language. Adding one needs no list to edit.
 */
@NullMarked
package io.tocsin.dispatch.channel;

import org.jspecify.annotations.NullMarked;
