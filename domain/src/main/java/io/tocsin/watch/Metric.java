package io.tocsin.watch;

import java.util.List;
import java.util.Locale;

/**
 * Everything that is counted or measured, each where it is known once. The labels' values are few
 * and known beforehand: never a service, an id or anything else that a sender chooses.
 */
public enum Metric {
  ALERTS_ACCEPTED(Kind.COUNT, "alerts put on the queue"),
  ALERTS_REJECTED(Kind.COUNT, "alerts, or requests that bring them, refused", "reason"),
  ALERTS_REPEATED(Kind.COUNT, "alerts that came to be routed and were there already"),
  ALERTS_ROUTED(Kind.COUNT, "alerts recorded and put into their lanes"),
  ALERT_QUEUED_TIME(Kind.TIME, "from an alert's being received to its being routed"),
  ATTEMPTS(Kind.COUNT, "requests to services, with what became of them", "channel", "outcome"),
  ATTEMPT_TIME(Kind.TIME, "how long a service took to answer", "channel"),
  DELIVERIES_ENDED(Kind.COUNT, "deliveries that left their lane", "channel", "end"),
  DELIVERY_TIME(Kind.TIME, "from an alert's being received to its being delivered", "channel"),
  DEAD_LETTERS(Kind.COUNT, "deliveries and messages given up", "reason"),
  BREAKERS_OPENED(Kind.COUNT, "lanes whose service began to fail", "channel"),
  BREAKERS_CLOSED(Kind.COUNT, "lanes whose service is back", "channel"),
  LANES_WAITING(Kind.LEVEL, "deliveries that wait", "channel"),
  LANES_OLDEST_AGE(Kind.AGE, "age of the oldest alert that waits", "channel"),
  LANES_FAILING(Kind.LEVEL, "lanes with an open breaker in which something waits", "channel"),
  LANES_OVERDUE(Kind.COUNT, "lanes woken by the tick, because nobody else did"),
  MEETINGS(Kind.COUNT, "meetings wanted, set, moved, held, cancelled and given up", "change");

  private final Kind kind;
  private final String what;

  @SuppressWarnings("ImmutableEnumChecker") // It is a copy that nobody can change.
  private final List<String> labels;

  Metric(Kind kind, String what, String... labels) {
    this.kind = kind;
    this.what = what;
    this.labels = List.of(labels);
  }

  /** How the values of a metric belong together. */
  public enum Kind {
    /** They are added up. */
    COUNT,
    /** Each is a time that something took, in milliseconds. */
    TIME,
    /** The last one is how it is. */
    LEVEL,
    /** The same in seconds. */
    AGE
  }

  public Kind kind() {
    return kind;
  }

  /** What it is, in a few words. */
  public String what() {
    return what;
  }

  /** What its labels are called; a value is noted with one for each, in this order. */
  public List<String> labels() {
    return labels;
  }

  /** As metrics write it, e.g. {@code alerts_accepted}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
