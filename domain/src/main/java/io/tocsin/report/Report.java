package io.tocsin.report;

import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.keys.DiscordUser;
import io.tocsin.report.Subject.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What happened in a time.
 *
 * @param channels by name
 * @param targets by channel and name
 * @param services those with most alerts, at most {@value #NOISIEST}
 * @param otherServices how many more had alerts
 */
public record Report(
    Period period,
    Deliveries total,
    List<OfChannel> channels,
    List<OfTarget> targets,
    Alerts alerts,
    List<OfService> services,
    int otherServices,
    Held meetings) {
  /** How many services are named. */
  public static final int NOISIEST = 20;

  /** The shares of deliveries, in percent, that are told how long they took at most. */
  public static final List<Integer> PERCENTS = List.of(50, 95, 99);

  /** The words of attempts, as {@link io.tocsin.delivery.Outcome#word} writes them. */
  public static final List<String> OUTCOMES =
      List.of("delivered", "throttled", "transient", "ambiguous", "rejected", "gone");

  /** What became of deliveries. */
  public record Deliveries(Counts counts) {

    /** How many came to that end; one that was brought back may come to another. */
    public long ended(State end) {
      return counts.get(Name.ended(end));
    }

    /** How many ended in any way. */
    public long ended() {
      return Stream.of(State.values()).mapToLong(this::ended).sum();
    }

    /** How many attempts had that outcome. In a message of many deliveries each has its own. */
    public long attempts(String outcome) {
      return counts.get(Name.attempt(outcome));
    }

    public long attempts() {
      return counts.all(Name.ATTEMPTS);
    }

    /** How many attempts were not the first of their delivery. */
    public long retries() {
      return counts.get(Name.RETRIES);
    }

    /** How long deliveries waited because the service wanted it, all together. */
    public Duration throttled() {
      return Duration.ofMillis(counts.get(Name.THROTTLED));
    }

    /**
     * How long that share of what was delivered took at most, from the alert's being received; off
     * by at most a tenth. Less than 10 ms is told as that, more than a day as a day.
     *
     * @param percent 1 to 100
     */
    public Optional<Duration> within(int percent) {
      return Delay.of(percent, counts);
    }
  }

  /** Alerts taken in. */
  public record Alerts(Counts counts) {
    public long all() {
      return counts.all(Name.ALERTS);
    }

    public long of(Severity severity) {
      return counts.get(Name.alerts(severity));
    }
  }

  /** What became of meetings. */
  public record Held(Counts counts) {
    public long wanted() {
      return counts.get(Name.WANTED);
    }

    public long set() {
      return counts.get(Name.SET);
    }

    /** How often people were told of another time. */
    public long moved() {
      return counts.get(Name.MOVED);
    }

    public long held() {
      return counts.get(Name.HELD);
    }

    public long cancelled() {
      return counts.get(Name.CANCELLED);
    }
  }

  public record OfChannel(String channel, Deliveries deliveries) {}

  public record OfTarget(String channel, String target, Deliveries deliveries) {}

  public record OfService(String service, Alerts alerts) {}

  public Report {
    channels = List.copyOf(channels);
    targets = List.copyOf(targets);
    services = List.copyOf(services);
  }

  /** The report that the sums make. */
  public static Report of(Period period, Map<Subject, Counts> sums) {
    List<OfTarget> targets =
        of(Kind.TARGET, sums)
            .map(each -> new OfTarget(each.channel(), each.name(), deliveries(sums, each)))
            .sorted(Comparator.comparing(OfTarget::channel).thenComparing(OfTarget::target))
            .toList();
    Map<String, Counts> channels = new TreeMap<>();
    targets.forEach(
        each -> channels.merge(each.channel(), each.deliveries().counts(), Counts::plus));
    List<OfService> services =
        of(Kind.SERVICE, sums)
            .map(each -> new OfService(each.name(), new Alerts(counts(sums, each))))
            .sorted(
                Comparator.comparing((OfService each) -> -each.alerts().all())
                    .thenComparing(OfService::service))
            .toList();
    return new Report(
        period,
        new Deliveries(sum(channels.values().stream())),
        channels.entrySet().stream()
            .map(each -> new OfChannel(each.getKey(), new Deliveries(each.getValue())))
            .toList(),
        targets,
        new Alerts(sum(services.stream().map(each -> each.alerts().counts()))),
        services.stream().limit(NOISIEST).toList(),
        Math.max(services.size() - NOISIEST, 0),
        new Held(counts(sums, Subject.meetings())));
  }

  /**
   * The same for who may not see everybody's alerts: names neither services nor targets that are a
   * person's, and counts them in the sums all the same.
   */
  public Report withoutNames() {
    return new Report(
        period,
        total,
        channels,
        targets.stream().filter(each -> DiscordUser.of(each.target()).isEmpty()).toList(),
        alerts,
        List.of(),
        services.size() + otherServices,
        meetings);
  }

  private static Stream<Subject> of(Kind kind, Map<Subject, Counts> sums) {
    return sums.keySet().stream().filter(each -> each.kind() == kind);
  }

  private static Deliveries deliveries(Map<Subject, Counts> sums, Subject subject) {
    return new Deliveries(counts(sums, subject));
  }

  private static Counts counts(Map<Subject, Counts> sums, Subject subject) {
    return sums.getOrDefault(subject, Counts.NONE);
  }

  private static Counts sum(Stream<Counts> all) {
    return all.reduce(Counts.NONE, Counts::plus);
  }
}
