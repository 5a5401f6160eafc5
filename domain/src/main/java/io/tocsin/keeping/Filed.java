package io.tocsin.keeping;

import java.util.Set;

/** An archive out of which things can be taken again. */
public interface Filed {

  /**
   * Takes out what is filed of an owner's alerts, and of those that are named: the alerts, their
   * deliveries, analyses and lessons, and the meetings of their incidents. Repeating it is
   * harmless.
   *
   * @param alertIds of alerts of the owner that are not filed themselves
   * @param meetingIds of meetings about them
   * @return how many pieces were taken out
   */
  int forget(String owner, Set<String> alertIds, Set<String> meetingIds);
}
