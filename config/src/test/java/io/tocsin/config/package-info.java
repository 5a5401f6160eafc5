/** Tests of reading the configuration. */
@NullMarked
package io.tocsin.config;

import org.jspecify.annotations.NullMarked;
