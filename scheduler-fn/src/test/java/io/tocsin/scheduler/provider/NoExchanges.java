package io.tocsin.scheduler.provider;

import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchanges;
import java.util.List;

/** Where nothing is said. */
final class NoExchanges implements Exchanges {
  @Override
  public void keep(Exchange exchange) {
    throw new IllegalStateException("nothing was to be said");
  }

  @Override
  public List<Exchange> of(String meetingId, int limit) {
    return List.of();
  }
}
