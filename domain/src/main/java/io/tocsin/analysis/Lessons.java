package io.tocsin.analysis;

import java.util.List;
import java.util.Optional;

/** What analyses gave and what is learned from them. */
public interface Lessons {

  /**
   * Keeps a record.
   *
   * @param id of the record: the same again changes nothing
   */
  void keep(String id, LearningRecord lesson);

  /**
   * The latest of a service, newest first.
   *
   * @param limit 1 to 100
   */
  List<LearningRecord> ofService(String service, int limit);

  /** Keeps what the agents found about an alert; what was kept before for it is replaced. */
  void keep(String alertId, Analysis analysis);

  /** What the agents found. */
  Optional<Analysis> ofAlert(String alertId);
}
