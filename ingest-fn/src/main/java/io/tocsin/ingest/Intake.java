package io.tocsin.ingest;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.ingest.format.Item;
import io.tocsin.ingest.format.Receipt;
import io.tocsin.log.LogContext;
import io.tocsin.log.LogContext.Fact;
import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts alerts on the queue, each event once as far as it is remembered here. */
@Singleton
final class Intake {
  private static final int MOST_REMEMBERED = 10_000;

  /** A replay passes the check of its timestamp for no longer than this. */
  private static final Duration REMEMBERED = Gatekeeper.WINDOW.multipliedBy(2);

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final AlertQueue queue;
  private final Metrics metrics;
  private final Clock clock;
  private final Recent<Boolean> queued = new Recent<>(MOST_REMEMBERED, REMEMBERED);

  Intake(AlertQueue queue, Metrics metrics, Clock clock) {
    this.queue = queue;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Takes items in; one receipt for each, in order. */
  List<Receipt> take(List<Item> items) {
    Instant now = clock.instant();
    Map<String, Alert> fresh = new LinkedHashMap<>();
    for (Item item : items) {
      if (item instanceof Item.Good good && queued.get(good.alert().id(), now).isEmpty()) {
        fresh.putIfAbsent(good.alert().id(), good.alert());
      }
    }
    send(List.copyOf(fresh.values()), now);
    List<Receipt> receipts = new ArrayList<>();
    for (Item item : items) {
      receipts.add(receipt(item, fresh, now));
    }
    return receipts;
  }

  private void send(List<Alert> alerts, Instant now) {
    if (alerts.isEmpty()) {
      return;
    }
    try {
      List<Boolean> taken = queue.send(alerts);
      for (int i = 0; i < alerts.size(); i++) {
        if (taken.get(i)) {
          queued.put(alerts.get(i).id(), true, now);
          metrics.count(Metric.ALERTS_ACCEPTED);
          tell(alerts.get(i));
        }
      }
    } catch (AlertQueue.QueueException e) {
      LOG.error("the alerts queue takes nothing", e);
    }
  }

  private static void tell(Alert alert) {
    LogContext.with(
        Fact.ALERT_ID,
        alert.id(),
        () -> LOG.info("accepted id={} key={}", alert.id(), alert.key().orElse("-")));
  }

  /** The first with an id is the one that was sent; later ones in the request repeat it. */
  private Receipt receipt(Item item, Map<String, Alert> fresh, Instant now) {
    if (item instanceof Item.Bad bad) {
      metrics.count(Metric.ALERTS_REJECTED, "invalid-item");
      return new Receipt.Rejected(bad.mistakes());
    }
    Alert alert = ((Item.Good) item).alert();
    if (queued.get(alert.id(), now).isEmpty()) {
      return new Receipt.Missed(alert);
    }
    return new Receipt.Accepted(alert, fresh.remove(alert.id()) == null);
  }
}
