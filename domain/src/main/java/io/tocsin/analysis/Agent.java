package io.tocsin.analysis;

import java.util.Optional;

/**
 * Looks at an alert in its circumstances and gives what it finds.
 *
 * <p>An agent may fail: the {@link Panel} then asks the one that stands in for it, or else names
 * it, and the others count. What it gives is validated by the finding itself, whose constructor
 * refuses what is out of bounds. It only says what it thinks; nothing is done on its word alone.
 * What the alert says is data to it, never an order. An agent that waits for something (a service,
 * a model) ends that by itself, within its own time.
 *
 * @param <F> what it finds
 */
public interface Agent<F extends Finding> {

  /** Which of the four questions it answers. */
  Question question();

  /** What it goes by, for people to judge its answer. A constant: asking costs nothing. */
  Maker maker();

  /**
   * Looks at an alert. May throw whatever it fails with; only of a {@link NoAnswerException} more
   * is told than the name of its class.
   */
  F look(Circumstances circumstances);

  /** Who answers when this one fails. */
  default Optional<Agent<F>> standIn() {
    return Optional.empty();
  }
}
