package io.tocsin.watch;

import java.util.List;
import java.util.Optional;

/** How full the queues are. */
public interface Queues {

  /**
   * Asks for the depth of every queue that the function knows of: those of an alert's way in its
   * order, then those of what a function failed on again and again. One that cannot be asked is
   * among them and says why. The numbers are the service's own estimates, and may lag behind by a
   * minute.
   */
  List<Queue> depths();

  /**
   * A queue.
   *
   * @param name e.g. {@code alerts}
   * @param depth absent when it could not be asked
   * @param error why not, in a word that holds no secret
   */
  record Queue(String name, Optional<Depth> depth, Optional<String> error) {
    public static Queue of(String name, Depth depth) {
      return new Queue(name, Optional.of(depth), Optional.empty());
    }

    public static Queue unasked(String name, String error) {
      return new Queue(name, Optional.empty(), Optional.of(error));
    }
  }

  /**
   * How full a queue is.
   *
   * @param waiting messages that could be received now
   * @param inFlight messages that were received and are not done with
   * @param delayed messages that cannot be received yet
   */
  record Depth(long waiting, long inFlight, long delayed) {}
}
