/** The packages as Lambda gets them, each function a process of its own in Lambda's runtime. */
@NullMarked
package io.tocsin.packaged;

import org.jspecify.annotations.NullMarked;
