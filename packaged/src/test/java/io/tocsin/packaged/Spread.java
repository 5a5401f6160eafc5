package io.tocsin.packaged;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of one kind, and what to say of them. */
final class Spread {
  private final List<Double> figures = new ArrayList<>();

  void add(double figure) {
    figures.add(figure);
  }

  boolean isEmpty() {
    return figures.isEmpty();
  }

  double median() {
    return quantile(0.5);
  }

  /** The figure below which so much of all is. */
  double quantile(double share) {
    List<Double> sorted = figures.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }

  /** The middle, and from what to what. */
  String text(String format) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + "–" + format + ")",
        median(),
        quantile(0),
        quantile(1));
  }
}
