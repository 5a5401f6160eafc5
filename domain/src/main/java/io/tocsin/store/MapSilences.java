package io.tocsin.store;

import io.tocsin.routing.Silence;
import io.tocsin.routing.Silences;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The silences in an ordered map, by id. There are few enough of them to look at all. */
public final class MapSilences implements Silences {
  /** After every id. */
  private static final String END = "\uFFFF";

  private final Maps maps;
  private final OrderedMap<Silence> silences;

  public MapSilences(Maps maps) {
    this.maps = maps;
    this.silences = maps.map("silences", Silence.class);
  }

  @Override
  public Silence put(Silence silence, Instant now) {
    return maps.atomically(
        () -> {
          clear(now);
          Optional<Silence> there = silences.get(silence.id());
          if (there.isEmpty()) {
            silences.put(silence.id(), silence);
          }
          return there.orElse(silence);
        });
  }

  @Override
  public Optional<Silence> expire(String id, Instant now) {
    return maps.atomically(
        () -> {
          Optional<Silence> ended = kept(id, now).map(silence -> silence.endedAt(now));
          ended.ifPresent(silence -> silences.put(id, silence));
          return ended;
        });
  }

  @Override
  public List<Silence> open(Instant now) {
    return all(silence -> silence.openAt(now), Comparator.comparing(Silence::end));
  }

  @Override
  public List<Silence> recorded(Instant now) {
    return all(silence -> isKept(silence, now), Comparator.comparing(Silence::end).reversed());
  }

  private List<Silence> all(Predicate<Silence> wanted, Comparator<Silence> order) {
    return maps.atomically(
        () ->
            silences
                .ascending("", END)
                .map(Map.Entry::getValue)
                .filter(wanted)
                .sorted(order.thenComparing(Silence::id))
                .toList());
  }

  private Optional<Silence> kept(String id, Instant now) {
    return silences.get(id).filter(silence -> isKept(silence, now));
  }

  private void clear(Instant now) {
    silences
        .ascending("", END)
        .filter(entry -> !isKept(entry.getValue(), now))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(silences::remove);
  }

  private static boolean isKept(Silence silence, Instant now) {
    return now.isBefore(silence.end().plus(KEPT));
  }
}
