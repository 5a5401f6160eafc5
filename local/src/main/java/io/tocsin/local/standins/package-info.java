/** Discord and Slack on one machine: they enforce the limits and show what they got. */
@NullMarked
package io.tocsin.local.standins;

import org.jspecify.annotations.NullMarked;
