package io.tocsin.store;

import io.tocsin.history.Page;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.KeyPlace;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.Keys;
import io.tocsin.keys.SealedKey;
import io.tocsin.keys.Sealer;
import java.util.Map;
import java.util.Optional;

/**
 * The keys in ordered maps, their secrets sealed: whole by id, and without secrets by owner. Keeps
 * revoked ones for good.
 */
public final class MapKeys implements Keys {
  private final Maps maps;
  private final Sealer sealer;
  private final OrderedMap<SealedKey> keys;
  private final OrderedMap<KeySummary> owners;

  public MapKeys(Maps maps, Sealer sealer) {
    this.maps = maps;
    this.sealer = sealer;
    this.keys = maps.map("keys", SealedKey.class);
    this.owners = maps.map("key-owners", KeySummary.class);
  }

  @Override
  public Optional<ApiKey> find(String id) {
    return maps.atomically(() -> keys.get(id)).map(key -> key.open(sealer));
  }

  @Override
  public boolean create(ApiKey key) {
    SealedKey closed = SealedKey.seal(key, sealer);
    return maps.atomically(() -> keys.get(key.id()).isEmpty() && put(closed));
  }

  @Override
  public boolean swap(ApiKey key) {
    SealedKey next = SealedKey.seal(key.nextVersion(), sealer);
    return maps.atomically(
        () ->
            keys.get(key.id())
                    .filter(there -> there.summary().isFollowedBy(key.summary()))
                    .isPresent()
                && put(next));
  }

  private boolean put(SealedKey key) {
    keys.put(key.summary().id(), key);
    owners.put(KeyPlace.of(key.summary()).text(), key.summary());
    return true;
  }

  void remove(KeySummary key) {
    keys.remove(key.id());
    owners.remove(KeyPlace.of(key).text());
  }

  @Override
  public Page<KeySummary> ownedBy(String owner, int limit, Optional<String> cursor) {
    return page(KeyPlace.first(owner), KeyPlace.last(owner), limit, cursor);
  }

  @Override
  public Page<KeySummary> all(int limit, Optional<String> cursor) {
    return page("", "\uFFFF", limit, cursor);
  }

  private Page<KeySummary> page(String first, String to, int limit, Optional<String> cursor) {
    Page.checkLimit(limit);
    String from = cursor.map(last -> KeyPlace.after(last, first)).orElse(first);
    return maps.atomically(
        () ->
            Page.of(
                owners.ascending(from, to).limit(limit + 1L).map(Map.Entry::getValue).toList(),
                limit,
                last -> KeyPlace.of(last).cursor()));
  }
}
