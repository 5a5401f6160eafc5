package io.tocsin.history;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which alerts are looked for. All that is given must be so; what is empty does not matter.
 *
 * @param owner whose key the alert was signed with
 * @param severities one of them
 * @param status of the alert
 * @param states in one of them is a delivery of the alert, the very one to the channel and target
 *     that are given
 * @param acknowledged whether somebody has taken notice of it
 * @param from the earliest time it was received
 * @param before the first time that is too late
 */
public record Search(
    Optional<String> service,
    Optional<String> owner,
    Set<Severity> severities,
    Optional<Status> status,
    Set<State> states,
    Optional<String> channel,
    Optional<String> target,
    Optional<Boolean> acknowledged,
    Optional<Instant> from,
    Optional<Instant> before) {

  /** For all there are. */
  public static final Search ALL = builder().build();

  public Search {
    severities = Set.copyOf(severities);
    states = Set.copyOf(states);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Whether it asks for nothing but the alerts' times. */
  public boolean plain() {
    Builder times = new Builder();
    times.from = from;
    times.before = before;
    return equals(times.build());
  }

  /** The same among the alerts of an owner; of nobody, if it asks for those of another. */
  public Optional<Search> within(String whose) {
    if (!owner.orElse(whose).equals(whose)) {
      return Optional.empty();
    }
    return Optional.of(
        new Search(
            service,
            Optional.of(whose),
            severities,
            status,
            states,
            channel,
            target,
            acknowledged,
            from,
            before));
  }

  /** Whether only alerts with a dead letter are looked for. */
  public boolean forDeadLetters() {
    return states.equals(Set.of(State.DEAD));
  }

  public boolean finds(Story story) {
    return finds(story.alert())
        && is(acknowledged, story.acknowledged().isPresent())
        && (!asksForDeliveries() || !deliveries(story).isEmpty());
  }

  private boolean finds(Alert alert) {
    return is(service, alert.service())
        && (owner.isEmpty() || owner.equals(alert.owner()))
        && (severities.isEmpty() || severities.contains(alert.severity()))
        && is(status, alert.status())
        && from.filter(alert.receivedAt()::isBefore).isEmpty()
        && before.filter(end -> !alert.receivedAt().isBefore(end)).isEmpty();
  }

  /** Those deliveries of an alert that are looked for. */
  public List<Delivery> deliveries(Story story) {
    return story.deliveries().stream()
        .filter(each -> states.isEmpty() || states.contains(each.state()))
        .filter(each -> is(channel, each.channel()) && is(target, each.target()))
        .toList();
  }

  private boolean asksForDeliveries() {
    return !states.isEmpty() || channel.isPresent() || target.isPresent();
  }

  private static <T> boolean is(Optional<T> wanted, T there) {
    return wanted.isEmpty() || wanted.get().equals(there);
  }

  /** Begins with nothing that matters. */
  public static final class Builder {
    private Optional<String> service = Optional.empty();
    private Optional<String> owner = Optional.empty();
    private Set<Severity> severities = Set.of();
    private Optional<Status> status = Optional.empty();
    private Set<State> states = Set.of();
    private Optional<String> channel = Optional.empty();
    private Optional<String> target = Optional.empty();
    private Optional<Boolean> acknowledged = Optional.empty();
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> before = Optional.empty();

    private Builder() {}

    public Builder service(String wanted) {
      service = Optional.of(wanted);
      return this;
    }

    public Builder owner(String wanted) {
      owner = Optional.of(wanted);
      return this;
    }

    public Builder severities(Set<Severity> wanted) {
      severities = wanted;
      return this;
    }

    public Builder status(Status wanted) {
      status = Optional.of(wanted);
      return this;
    }

    public Builder states(Set<State> wanted) {
      states = wanted;
      return this;
    }

    public Builder channel(String wanted) {
      channel = Optional.of(wanted);
      return this;
    }

    public Builder target(String wanted) {
      target = Optional.of(wanted);
      return this;
    }

    public Builder acknowledged(boolean wanted) {
      acknowledged = Optional.of(wanted);
      return this;
    }

    public Builder from(Instant wanted) {
      from = Optional.of(wanted);
      return this;
    }

    public Builder before(Instant wanted) {
      before = Optional.of(wanted);
      return this;
    }

    public Search build() {
      return new Search(
          service, owner, severities, status, states, channel, target, acknowledged, from, before);
    }
  }
}
