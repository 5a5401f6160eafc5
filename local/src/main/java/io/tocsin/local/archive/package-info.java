/** The archive in files. */
@NullMarked
package io.tocsin.local.archive;

import org.jspecify.annotations.NullMarked;
