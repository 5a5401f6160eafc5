package io.tocsin.dispatch;

import java.time.Instant;

/**
 * A message from a queue.
 *
 * @param sentAt when the queue got it
 */
record Message(String id, String body, Instant sentAt) {}
