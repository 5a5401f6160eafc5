package io.tocsin.ingest.discord;

import io.tocsin.desk.Interaction;
import io.tocsin.desk.Interactions;
import io.tocsin.ingest.discord.DiscordApi.Edit;
import io.tocsin.wire.InteractionJson;
import io.tocsin.wire.InvalidJsonException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out interactions from the queue and writes their answers, again and again until they are
 * shown or cannot be shown any more. What goes wrong is tried again by a further message, held back
 * for as long as Discord wishes, or else for as long as the interaction is old: 1 s, 2 s, 4 s and
 * so on, up to a minute.
 */
@Singleton
public final class DeferredAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(DeferredAnswers.class);

  /** An answer may be written before Discord has got the promise of it. */
  private static final Duration NOT_THERE_YET = Duration.ofSeconds(30);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final String REFUSED =
      "The answer could not be shown. A key or secret that was made was taken back; try again.";

  private final Desk desk;
  private final DiscordApi api;
  private final Interactions queue;
  private final Clock clock;

  DeferredAnswers(Desk desk, DiscordApi api, Interactions queue, Clock clock) {
    this.desk = desk;
    this.api = api;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Takes a message from the queue.
   *
   * @throws InvalidJsonException when it is no interaction
   * @throws RuntimeException when it must come again
   */
  public void take(String message) throws InvalidJsonException {
    Interaction asked = InteractionJson.read(message);
    if (age(asked).compareTo(Interaction.ANSWERABLE) >= 0) {
      // It was answered long ago, or never will be; which of them, nobody here can know.
      LOG.warn("command={} came too late and is let be", asked.command());
      return;
    }
    String answer;
    try {
      answer = desk.answer(asked);
    } catch (RuntimeException e) {
      LOG.error("command={} failed", asked.command(), e);
      again(asked, Optional.empty());
      return;
    }
    finish(asked, api.edit(asked, answer));
  }

  private void finish(Interaction asked, Edit edit) {
    if (edit instanceof Edit.Shown) {
      LOG.info("answered command={} age_ms={}", asked.command(), age(asked).toMillis());
    } else if (edit instanceof Edit.Failed failed) {
      LOG.warn("command={} not answered yet: {}", asked.command(), failed.why());
      again(asked, failed.pause());
    } else if (edit instanceof Edit.Refused refused) {
      LOG.error("command={} answer refused: {}", asked.command(), refused.status());
      desk.takeBack(asked);
      api.edit(asked, REFUSED);
    } else if (age(asked).compareTo(NOT_THERE_YET) < 0) {
      again(asked, Optional.empty());
    } else {
      LOG.warn("command={} cannot be answered: Discord does not know it", asked.command());
      desk.takeBack(asked);
    }
  }

  /** While there is time for it; otherwise it is given up. */
  private void again(Interaction asked, Optional<Duration> wish) {
    Duration age = age(asked);
    Duration pause = wish.orElse(within(age));
    if (age.plus(pause).compareTo(Interaction.ANSWERABLE) < 0) {
      queue.later(asked, pause);
    } else {
      LOG.error("command={} was never answered", asked.command());
      desk.takeBack(asked);
    }
  }

  private static Duration within(Duration age) {
    if (age.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return age.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : age;
  }

  private Duration age(Interaction asked) {
    return Duration.between(asked.at(), clock.instant());
  }
}
