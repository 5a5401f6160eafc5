package io.tocsin.report;

import java.util.List;

/** The counters of a store whose changes are told by a stream, at least once each. */
public interface Counters {

  /**
   * Counts changes, each once, however often and with whichever others it comes, also from several
   * at the same time. Durable on return; when it throws, some of them may be counted, and they can
   * all come again.
   */
  void count(List<Happened> changes);
}
