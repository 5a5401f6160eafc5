package io.tocsin.dispatch;

import io.tocsin.watch.Trace;
import java.time.Instant;

/**
 * A message from a queue.
 *
 * @param sentAt when the queue got it
 * @param trace the errand it belongs to
 */
record Message(String id, String body, Instant sentAt, Trace trace) {}
