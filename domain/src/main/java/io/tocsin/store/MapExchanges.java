package io.tocsin.store;

import io.tocsin.history.Page;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The webhook log in an ordered map, by meeting and time. */
public final class MapExchanges implements Exchanges {
  private final Maps maps;
  private final Ends ends;
  private final OrderedMap<Exchange> exchanges;

  /** One that keeps everything. */
  public MapExchanges(Maps maps) {
    this(maps, Optional.empty());
  }

  public MapExchanges(Maps maps, Keeping keeping) {
    this(maps, Optional.of(keeping));
  }

  MapExchanges(Maps maps, Optional<Keeping> keeping) {
    this.maps = maps;
    this.ends = new Ends(maps, keeping);
    this.exchanges = maps.map("exchanges", Exchange.class);
  }

  @Override
  public void keep(Exchange exchange) {
    String place = Key.part(exchange.meetingId()) + Key.time(exchange.at()) + exchange.digest();
    maps.atomically(
        () -> {
          exchanges.put(place, exchange);
          ends.renew(Shelf.EXCHANGE, place);
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
                .filter(found -> ends.live(Shelf.EXCHANGE, found.getKey()))
                .limit(limit)
                .map(Map.Entry::getValue)
                .toList());
  }

  /** Whether or not it has expired. */
  Optional<Exchange> raw(String place) {
    return exchanges.get(place);
  }

  void remove(String place) {
    exchanges.remove(place);
    ends.clear(Shelf.EXCHANGE, place);
  }

  void removeOf(String meetingId) {
    String part = Key.part(meetingId);
    exchanges
        .ascending(part, Key.after(part))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::remove);
  }
}
