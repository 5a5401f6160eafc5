/** What properties are tried with, for every module. */
@NullMarked
package io.tocsin.fuzz;

import org.jspecify.annotations.NullMarked;
