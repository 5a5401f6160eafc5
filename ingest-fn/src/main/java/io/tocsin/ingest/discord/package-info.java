/** Discord as the front desk: what users ask by slash commands, and the answers. */
@NullMarked
package io.tocsin.ingest.discord;

import org.jspecify.annotations.NullMarked;
