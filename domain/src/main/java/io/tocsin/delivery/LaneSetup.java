package io.tocsin.delivery;

import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What configuration and channels say about a lane. */
record LaneSetup(Routing routing, Map<String, Channel> channels) {
  /** For a lane whose targets are all gone: nothing is sent there any more. */
  private static final Budget ANY = Budget.perMinute(25, 5);

  LaneSetup {
    channels = Map.copyOf(channels);
  }

  /** The pace: the configured one, else that of the slowest channel in the lane. */
  Budget budget(String lane) {
    return routing
        .budget(lane)
        .or(() -> channelsOf(lane).map(Channel::budget).max(Comparator.comparing(Budget::interval)))
        .orElse(ANY);
  }

  /** All that is worth keeping with a lane. */
  Terms terms(String lane) {
    return new Terms(budget(lane), channelsOf(lane).map(Channel::name).toList());
  }

  /** How many may wait before some are folded. */
  int queueSize(String lane) {
    return channelsOf(lane).mapToInt(Channel::queueSize).max().orElse(Channel.QUEUE_SIZE);
  }

  Optional<Target> target(String name) {
    return routing.target(name);
  }

  /** Whether the target, as it is configured now, was found to be gone. */
  boolean gone(Lane lane, String target) {
    return !lane.gone().isEmpty()
        && target(target).map(Target::fingerprint).filter(lane.gone()::contains).isPresent();
  }

  private Stream<Channel> channelsOf(String lane) {
    return routing
        .inLane(lane)
        .flatMap(target -> Stream.ofNullable(channels.get(target.channel())));
  }
}
