/** The four agents on a language model: what it is told, and what of its answer counts. */
@NullMarked
package io.tocsin.model;

import org.jspecify.annotations.NullMarked;
