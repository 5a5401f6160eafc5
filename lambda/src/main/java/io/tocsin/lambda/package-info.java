/**
 * What every function has that runs on Lambda: how its context is made, how it reads events, what
 * it knows of the invocation, and what it does before a snapshot is taken of it.
 */
@NullMarked
package io.tocsin.lambda;

import org.jspecify.annotations.NullMarked;
