package io.tocsin.analysis;

import io.tocsin.analysis.Circumstances.PastAlert;
import java.time.Duration;
import java.util.List;

/** What came before and is alike: news of the same incident, or the same type of the service. */
public final class Recurrence {
  /** Longer ago is another story. */
  public static final Duration WINDOW = Duration.ofDays(7);

  private Recurrence() {}

  /** Past alerts that are like this one, not older than {@link #WINDOW}, the latest first. */
  public static List<PastAlert> of(Circumstances circumstances) {
    return circumstances.past().stream()
        .filter(past -> alike(past, circumstances))
        .filter(past -> !past.at().isBefore(circumstances.now().minus(WINDOW)))
        .toList();
  }

  private static boolean alike(PastAlert past, Circumstances circumstances) {
    return past.incident() || past.type().equals(circumstances.alert().type());
  }
}
