package io.tocsin.infra;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom alarms are told, and when.
 *
 * @param topic the ARN of a topic of SNS that CloudWatch may publish to; without one, one is made
 * @param mail addresses that the topic which is made sends to; each has to confirm it
 * @param waiting how long an alert may wait for its delivery, one minute or more
 * @param silence how long it may be that nothing at all is delivered, 5 minutes to 3 hours; only
 *     where alerts are known to come that often. Absent: as long as it likes
 */
public record AlarmSettings(
    Optional<String> topic, Set<String> mail, Duration waiting, Optional<Duration> silence) {
  private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(5);
  private static final Duration LONGEST_SILENCE = Duration.ofHours(3);
  private static final Duration WAITING = Duration.ofMinutes(30);

  /** To a topic that is made, with nobody listening to it yet. */
  public static final AlarmSettings DEFAULT =
      new AlarmSettings(Optional.empty(), Set.of(), WAITING, Optional.empty());

  public AlarmSettings {
    mail = Set.copyOf(new TreeSet<>(mail));
    topic.ifPresent(Names::checkTopic);
    mail.forEach(address -> Names.check(address, "[^\\s@]+@[^\\s@]+", "an address for mail"));
    if (topic.isPresent() && !mail.isEmpty()) {
      throw new IllegalArgumentException("subscribe the addresses to your own topic yourself");
    }
    if (waiting.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("an alert may wait for a minute or more, not " + waiting);
    }
    if (silence.filter(time -> !sound(time)).isPresent()) {
      throw new IllegalArgumentException(
          "silence is known after whole minutes, 5 minutes to 3 hours, not " + silence.get());
    }
  }

  private static boolean sound(Duration time) {
    return time.compareTo(SHORTEST_SILENCE) >= 0
        && time.compareTo(LONGEST_SILENCE) <= 0
        && time.equals(Duration.ofMinutes(time.toMinutes()));
  }

  /** The same, told by mail. */
  public AlarmSettings mailedTo(Set<String> addresses) {
    return new AlarmSettings(topic, addresses, waiting, silence);
  }

  /** The same, told on a topic that is there. */
  public AlarmSettings on(String topicArn) {
    return new AlarmSettings(Optional.of(topicArn), mail, waiting, silence);
  }

  /** The same, with an alarm when nothing was delivered for so long. */
  public AlarmSettings silentFor(Duration time) {
    return new AlarmSettings(topic, mail, waiting, Optional.of(time));
  }
}
