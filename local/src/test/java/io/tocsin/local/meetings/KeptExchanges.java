package io.tocsin.local.meetings;

import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchanges;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook log for one test. */
final class KeptExchanges implements Exchanges {
  private final List<Exchange> all = new CopyOnWriteArrayList<>();

  @Override
  public void keep(Exchange exchange) {
    all.add(exchange);
  }

  @Override
  public List<Exchange> of(String meetingId, int limit) {
    return all.stream().filter(one -> one.meetingId().equals(meetingId)).limit(limit).toList();
  }

  List<Exchange> all() {
    return List.copyOf(all);
  }
}
