package io.tocsin.delivery;

import io.tocsin.delivery.Delivery.State;
import io.tocsin.history.History;
import io.tocsin.history.Story;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings dead letters back, because a person has mended what they failed for. */
public final class Redelivery {
  private final Outbox outbox;
  private final History history;
  private final Wakes wakes;
  private final Clock clock;

  public Redelivery(Outbox outbox, History history, Wakes wakes, Clock clock) {
    this.outbox = outbox;
    this.history = history;
    this.wakes = wakes;
    this.clock = clock;
  }

  /**
   * Lets the dead deliveries of an alert wait again. A target that was found to be gone is tried
   * again.
   *
   * @param target only the one to that target; empty: all of them
   * @return the targets that are told again; empty when no delivery was dead, or no such alert is
   *     there
   */
  public List<String> redeliver(String alertId, Optional<String> target) {
    Instant now = clock.instant();
    List<String> again = new ArrayList<>();
    for (Delivery delivery : dead(alertId)) {
      if (target.filter(only -> !only.equals(delivery.target())).isEmpty()) {
        readmit(delivery.lane());
        if (outbox.revive(delivery, now)) {
          wakes.wake(List.of(delivery.lane()), Duration.ZERO);
          again.add(delivery.target());
        }
      }
    }
    return again;
  }

  private List<Delivery> dead(String alertId) {
    return history.story(alertId).stream()
        .map(Story::deliveries)
        .flatMap(List::stream)
        .filter(each -> each.state() == State.DEAD)
        .toList();
  }

  private void readmit(String name) {
    for (Lane lane = outbox.lane(name); !lane.gone().isEmpty(); lane = outbox.lane(name)) {
      if (outbox.swap(lane.readmitting()).isPresent()) {
        return;
      }
    }
  }
}
