/** How long what happened is kept, where it goes then, and how it is deleted for somebody. */
@NullMarked
package io.tocsin.keeping;

import org.jspecify.annotations.NullMarked;
