package io.tocsin.ingest;

import io.micronaut.context.annotation.Factory;
import io.tocsin.history.History;
import io.tocsin.keeping.Eraser;
import io.tocsin.keeping.Erasure;
import io.tocsin.keeping.Filed;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.Keys;
import io.tocsin.meeting.Meetings;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Makes the desk where keys are made and changed, and what deletes an owner's data. */
@Factory
final class KeyDeskFactory {

  @Singleton
  KeyDesk desk(Keys keys, Clock clock) {
    return new KeyDesk(keys, clock, new SecureRandom());
  }

  @Singleton
  Erasure erasure(
      KeyDesk desk,
      History history,
      Meetings meetings,
      Eraser eraser,
      Optional<Filed> filed,
      Clock clock) {
    return new Erasure(desk, history, meetings, eraser, filed, clock);
  }
}
