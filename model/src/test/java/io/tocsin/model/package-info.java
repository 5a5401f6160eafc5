/** Tests, against an API like OpenAI's on loopback. */
@NullMarked
package io.tocsin.model;

import org.jspecify.annotations.NullMarked;
