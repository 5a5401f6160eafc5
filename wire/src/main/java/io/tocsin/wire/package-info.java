/**
 * What modules must read alike: the project's own JSON, which passes between functions and which
 * stores keep, and regular expressions.
 */
@NullMarked
package io.tocsin.wire;

import org.jspecify.annotations.NullMarked;
