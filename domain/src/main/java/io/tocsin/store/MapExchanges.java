package io.tocsin.store;

import io.tocsin.history.Page;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchanges;
import java.util.List;
import java.util.Map;

/** The webhook log in an ordered map, by meeting and time. Keeps everything. */
public final class MapExchanges implements Exchanges {
  private final Maps maps;
  private final OrderedMap<Exchange> exchanges;

  public MapExchanges(Maps maps) {
    this.maps = maps;
    this.exchanges = maps.map("exchanges", Exchange.class);
  }

  @Override
  public void keep(Exchange exchange) {
    String place = Key.part(exchange.meetingId()) + Key.time(exchange.at()) + exchange.digest();
    maps.atomically(
        () -> {
          exchanges.put(place, exchange);
          return true;
        });
  }

  @Override
  public List<Exchange> of(String meetingId, int limit) {
    Page.checkLimit(limit);
    String part = Key.part(meetingId);
    return maps.atomically(
        () ->
            exchanges
                .descending(part, Key.after(part))
                .limit(limit)
                .map(Map.Entry::getValue)
                .toList());
  }
}
