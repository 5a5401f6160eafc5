package io.tocsin.local.cli;

import io.tocsin.keys.AddressRange;
import io.tocsin.keys.KeyRequest;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.NewKey;
import io.tocsin.local.MendableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a command makes and changes keys: a Tocsin that runs, or the table of one. Everything
 * throws {@link MendableException} when it cannot be.
 */
interface KeyRegistry extends AutoCloseable {

  NewKey create(KeyRequest request);

  NewKey rotate(String id, Duration grace);

  KeySummary revoke(String id);

  KeySummary allow(String id, List<AddressRange> ranges);

  /** Sets a quota, or, when empty, the gateway's default. */
  KeySummary quota(String id, Optional<Integer> perMinute);

  /** Changes preferences, and, unless empty, the services. */
  KeySummary tell(String id, Map<String, Boolean> changed, Optional<Set<String>> services);

  /** An owner's keys, or everybody's. */
  List<KeySummary> list(Optional<String> owner);

  @Override
  void close();
}
