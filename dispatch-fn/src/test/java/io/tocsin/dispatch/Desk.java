package io.tocsin.dispatch;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.DeadLetters;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Wakes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The queues, in memory; each can be out of order. */
final class Desk implements AlertQueue, Wakes, DeadLetters {
  final List<Alert> alerts = new ArrayList<>();
  final List<String> wakes = new ArrayList<>();
  final List<Delivery> buried = new ArrayList<>();
  final List<String> unreadable = new ArrayList<>();
  boolean wakesFail;
  boolean deadLettersFail;

  @Override
  public List<Boolean> send(List<Alert> sent) {
    alerts.addAll(sent);
    return sent.stream().map(alert -> true).toList();
  }

  @Override
  public void wake(Collection<String> lanes, Duration delay) {
    if (wakesFail) {
      throw new IllegalStateException("the queue of wakes is out of order");
    }
    wakes.addAll(lanes);
  }

  @Override
  public void bury(List<Delivery> deliveries) {
    buried.addAll(deliveries);
  }

  @Override
  public void unreadable(String messageId, String body, String reason) {
    if (deadLettersFail) {
      throw new IllegalStateException("the queue of dead letters is out of order");
    }
    unreadable.add(messageId + ": " + reason);
  }
}
