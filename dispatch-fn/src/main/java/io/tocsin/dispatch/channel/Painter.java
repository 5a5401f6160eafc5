package io.tocsin.dispatch.channel;

import io.tocsin.alert.Alert;

/** Changes what is shown of an alert on one channel. */
interface Painter {
  /** Changes nothing. */
  Painter NONE = (standard, alert, channel) -> standard;

  /**
   * The portrait to show.
   *
   * @param standard what is shown otherwise
   */
  Portrait paint(Portrait standard, Alert alert, String channel);
}
