package io.tocsin.ingest;

import io.micronaut.context.annotation.Factory;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.Keys;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes the desk where keys are made and changed. */
@Factory
final class KeyDeskFactory {

  @Singleton
  KeyDesk desk(Keys keys, Clock clock) {
    return new KeyDesk(keys, clock, new SecureRandom());
  }
}
