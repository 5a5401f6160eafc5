package io.tocsin.keys;

import java.util.Optional;

/** The keys there are. Implementations keep the secrets encrypted. */
public interface Keys {

  /** The key of that id, revoked ones too; empty when there is none. */
  Optional<ApiKey> find(String id);

  /** Adds the key, or replaces the one of the same id. Durable when it returns. */
  void save(ApiKey key);
}
