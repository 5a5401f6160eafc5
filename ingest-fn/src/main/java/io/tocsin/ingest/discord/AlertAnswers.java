package io.tocsin.ingest.discord;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.Delivery;
import io.tocsin.desk.Interaction;
import io.tocsin.history.History;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import io.tocsin.keys.Quotas;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Users' own alerts. */
@Singleton
final class AlertAnswers {
  static final String SOURCE = "tocsin";
  static final String TYPE = "test";
  private static final int TESTS_PER_MINUTE = 3;

  private static final int MOST = 10;

  private static final int TITLE = 60;
  private static final int SHOWN_DELIVERIES = 5;
  private static final int NAME = 30;

  private final AlertQueue queue;
  private final History history;
  private final Quotas quotas;
  private final Clock clock;

  AlertAnswers(AlertQueue queue, History history, Quotas quotas, Clock clock) {
    this.queue = queue;
    this.history = history;
    this.quotas = quotas;
    this.clock = clock;
  }

  /** However often it is carried out, it is one alert: its id follows from the interaction. */
  String test(Interaction asked) {
    Instant now = clock.instant();
    String subject = "test#" + asked.user().owner();
    Quotas.Lease lease = quotas.lease(subject, TESTS_PER_MINUTE, 1, now);
    if (lease.tokens() == 0) {
      return TESTS_PER_MINUTE
          + " tests a minute are enough. Try again in "
          + (lease.retryAfter().toSeconds() + 1)
          + " s.";
    }
    Alert alert =
        Alert.builder(
                EventId.named(asked.user().owner(), asked.id(), new byte[0]),
                SOURCE,
                SOURCE,
                "This is a test")
            .type(TYPE)
            .severity(Severity.LOW)
            .message("You asked for it with /alert_api test. Nothing is wrong.")
            .receivedAt(now)
            .owner(Optional.of(asked.user().owner()))
            .labels(Map.of("test", "true"))
            .build();
    if (queue.send(List.of(alert)).contains(false)) {
      throw new AlertQueue.QueueException("the queue did not take a test alert", null);
    }
    return "A test alert is on its way to your direct messages, and wherever the routes lead."
        + " `/alert_api history` shows what becomes of it: `"
        + alert.id()
        + "`.";
  }

  String history(Interaction asked) {
    Search search = Search.builder().owner(asked.user().owner()).build();
    List<Story> own = history.find(search, MOST, Optional.empty()).items();
    if (own.isEmpty()) {
      return "There are no alerts of yours yet. `/alert_api test` sends one.";
    }
    return Markdown.lines("**Your latest alerts**", own.stream().map(AlertAnswers::line).toList());
  }

  private static String line(Story story) {
    Alert alert = story.alert();
    return "<t:"
        + alert.receivedAt().getEpochSecond()
        + ":R> "
        + alert.severity().name().toLowerCase(Locale.ROOT)
        + ", "
        + Markdown.escaped(alert.service(), NAME)
        + ": "
        + Markdown.escaped(alert.title(), TITLE)
        + " — "
        + where(story)
        + (alert.unwanted().isPresent() ? ", muted for you" : "");
  }

  private static String where(Story story) {
    List<Delivery> all = story.deliveries();
    if (all.isEmpty()) {
      return "told nobody";
    }
    String shown =
        all.stream()
            .limit(SHOWN_DELIVERIES)
            .map(
                each ->
                    Markdown.escaped(each.target(), NAME)
                        + " "
                        + each.state().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    int more = all.size() - SHOWN_DELIVERIES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
