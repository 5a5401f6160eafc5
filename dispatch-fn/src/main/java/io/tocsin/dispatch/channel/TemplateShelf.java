package io.tocsin.dispatch.channel;

import io.tocsin.alert.Alert;

/**
 * Where channels find the templates. Reading {@code tocsin.yml} takes the channels' names, so they
 * exist before the templates do, which are put here once, when the function starts.
 */
public final class TemplateShelf {
  private volatile Painter current = Painter.NONE;

  void put(Painter painter) {
    current = painter;
  }

  Portrait paint(Portrait standard, Alert alert, String channel) {
    return current.paint(standard, alert, channel);
  }
}
