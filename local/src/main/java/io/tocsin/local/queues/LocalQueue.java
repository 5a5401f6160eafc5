package io.tocsin.local.queues;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queues there are, as the stack makes them, with visibility timeouts that suit one machine.
 */
public enum LocalQueue {
  ALERTS("alerts", Duration.ofSeconds(60)),
  WAKES("wakes", Duration.ofSeconds(90)),
  DEAD_LETTERS("dead-letters", Duration.ofSeconds(30)),
  INTERACTIONS("interactions", Duration.ofSeconds(60)),
  MEETINGS("meetings", Duration.ofMinutes(2)),
  ALERTS_FAILED("alerts-failed", Duration.ofSeconds(30)),
  WAKES_FAILED("wakes-failed", Duration.ofSeconds(30)),
  INTERACTIONS_FAILED("interactions-failed", Duration.ofSeconds(30)),
  MEETINGS_FAILED("meetings-failed", Duration.ofSeconds(30));

  /** An alert that crashes its function so often is set aside. */
  private static final int MOST_ALERT_RECEIVES = 5;

  /** A wake is worth little, the tick makes new ones; but a throttled function must not lose it. */
  private static final int MOST_WAKE_RECEIVES = 100;

  /** What fails in good order is put back by its function. */
  private static final int MOST_INTERACTION_RECEIVES = 5;

  /**
   * What a provider says may have to wait for its meeting; the rest is found by the tick as well.
   */
  private static final int MOST_MEETING_RECEIVES = 20;

  private final String queueName;
  private final Duration visibility;

  LocalQueue(String queueName, Duration visibility) {
    this.queueName = queueName;
    this.visibility = visibility;
  }

  static List<LocalQueue> all() {
    return List.of(values());
  }

  public String queueName() {
    return queueName;
  }

  /** Its settings as ElasticMQ's configuration names them. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("defaultVisibilityTimeout", visibility.toSeconds() + " seconds");
    settings.put("delay", "0 seconds");
    settings.put("receiveMessageWait", "0 seconds");
    if (this == ALERTS) {
      settings.put("deadLettersQueue", redrive(ALERTS_FAILED, MOST_ALERT_RECEIVES));
    } else if (this == WAKES) {
      settings.put("deadLettersQueue", redrive(WAKES_FAILED, MOST_WAKE_RECEIVES));
    } else if (this == INTERACTIONS) {
      settings.put("deadLettersQueue", redrive(INTERACTIONS_FAILED, MOST_INTERACTION_RECEIVES));
    } else if (this == MEETINGS) {
      settings.put("deadLettersQueue", redrive(MEETINGS_FAILED, MOST_MEETING_RECEIVES));
    }
    return settings;
  }

  private static Map<String, Object> redrive(LocalQueue to, int mostReceives) {
    return Map.of("name", to.queueName, "maxReceiveCount", mostReceives);
  }
}
