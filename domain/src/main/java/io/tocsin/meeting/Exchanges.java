package io.tocsin.meeting;

import java.util.List;

/** The webhook log: what was said to whom about a meeting. */
public interface Exchanges {

  /** Keeps it. One that was kept already, as far as one can see, is kept once. */
  void keep(Exchange exchange);

  /**
   * The latest about a meeting, newest first.
   *
   * @param limit 1 to 100
   */
  List<Exchange> of(String meetingId, int limit);
}
