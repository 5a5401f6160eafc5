/** The command line. */
@NullMarked
package io.tocsin.local.cli;

import org.jspecify.annotations.NullMarked;
