package io.tocsin.delivery;

import java.util.Set;

/**
 * Sends the requests whose URL has one of its schemes, and that are not HTTP. All that are there
 * are found, so that a new one needs no list.
 *
 * <p>Every function makes one of each at its start, so making one costs nothing: what it works with
 * is made when it is first used.
 */
public interface SchemeTransport {
  /** In lower case, e.g. {@code smtp}. */
  Set<String> schemes();

  /** As {@link Transport#send}. */
  Reply send(Request request) throws InterruptedException;
}
