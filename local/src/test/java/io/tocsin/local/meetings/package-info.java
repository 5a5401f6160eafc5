/** Providers of meetings and sources of alerts, against the stand-ins. */
@NullMarked
package io.tocsin.local.meetings;

import org.jspecify.annotations.NullMarked;
