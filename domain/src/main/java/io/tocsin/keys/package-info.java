/** Who may send: API keys, their signatures, addresses and quotas. */
@NullMarked
package io.tocsin.keys;

import org.jspecify.annotations.NullMarked;
