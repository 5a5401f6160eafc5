/** Reads and checks tocsin.yml. */
@NullMarked
package io.tocsin.config;

import org.jspecify.annotations.NullMarked;
