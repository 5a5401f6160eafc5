/**
 * Sends alerts to a Tocsin, or to anything else that speaks the ChatMaster Alert API. Begin with
 * {@link io.tocsin.client.AlertClient}.
 */
@NullMarked
package io.tocsin.client;

import org.jspecify.annotations.NullMarked;
