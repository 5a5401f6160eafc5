package io.tocsin.watch;

import java.util.List;

/** How full the queues are. */
public interface Queues {

  /**
   * Asks for the depth of every queue that the function knows of, in the order of an alert's way.
   * The numbers are the service's own estimates, and may lag behind by a minute.
   */
  List<Depth> depths();

  /**
   * How full a queue is.
   *
   * @param queue its name, e.g. {@code alerts}
   * @param waiting messages that could be received now
   * @param inFlight messages that were received and are not done with
   * @param delayed messages that cannot be received yet
   */
  record Depth(String queue, long waiting, long inFlight, long delayed) {}
}
