package io.tocsin.ingest.discord;

import io.micronaut.context.BeanProvider;
import io.tocsin.delivery.AlertQueue.QueueException;
import io.tocsin.desk.Interactions;
import io.tocsin.history.Page;
import io.tocsin.keys.Keys;
import io.tocsin.wire.InvalidJsonException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers Discord within its 3 s. What needs a table is put on a queue and answered later: see ADR
 * 14. Only the suggestions of keys cannot wait, and when they cannot be had there are none.
 */
@Singleton
public final class FrontDoor {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
  private static final int MOST_CHOICES = 25;

  private final Optional<Ed25519Key> publicKey;
  private final Supplier<Interactions> queue;
  private final Keys keys;

  /** Where there is no front desk, there need be no queue either. */
  FrontDoor(DeskSettings settings, BeanProvider<Interactions> queue, Keys keys) {
    this.publicKey = settings.publicKey();
    this.queue = queue::get;
    this.keys = keys;
    // Now rather than when the first user waits for it; it also shows now if it is missing.
    publicKey.ifPresent(any -> queue.get());
  }

  /** What interactions are signed with; without it the door is shut. */
  public Optional<Ed25519Key> publicKey() {
    return publicKey;
  }

  /**
   * Answers an interaction that Discord has signed.
   *
   * @return JSON
   * @throws InvalidJsonException when it is not written as Discord does
   */
  public String answer(String body) throws InvalidJsonException {
    Asked asked = Asked.read(body);
    if (asked instanceof Asked.Ping) {
      return Said.pong();
    }
    if (asked instanceof Asked.Command command) {
      return defer(command);
    }
    return asked instanceof Asked.Typing typing
        ? Said.choices(suggestions(typing))
        : Said.message(Desk.unknown());
  }

  private String defer(Asked.Command command) {
    try {
      queue.get().later(command.interaction(), Duration.ZERO);
      return Said.later();
    } catch (QueueException e) {
      LOG.error("command={} could not be queued", command.interaction().command(), e);
      return Said.message("That could not be done just now, and nothing was. Try again shortly.");
    }
  }

  private List<Option.Choice> suggestions(Asked.Typing typing) {
    String typed = typing.typed().toLowerCase(Locale.ROOT);
    try {
      return keys.ownedBy(typing.user().owner(), Page.LONGEST, Optional.empty()).items().stream()
          .filter(key -> key.revokedAt().isEmpty())
          .map(key -> new Option.Choice((key.label() + " " + key.id()).strip(), key.id()))
          .filter(choice -> choice.shown().toLowerCase(Locale.ROOT).contains(typed))
          .limit(MOST_CHOICES)
          .toList();
    } catch (RuntimeException e) {
      LOG.warn("keys could not be suggested", e);
      return List.of();
    }
  }
}
