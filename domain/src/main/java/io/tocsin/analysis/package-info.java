/** What an alert means: four agents look at it in its circumstances, each with its own question. */
@NullMarked
package io.tocsin.analysis;

import org.jspecify.annotations.NullMarked;
