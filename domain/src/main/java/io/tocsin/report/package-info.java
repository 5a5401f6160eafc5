/** What became of alerts, deliveries and meetings, in counters that are kept as things happen. */
@NullMarked
package io.tocsin.report;

import org.jspecify.annotations.NullMarked;
