package io.tocsin.report;

import java.time.Instant;
import java.util.Map;

/**
 * An item of the history's table before and after it was written, as the table's stream tells it:
 * its texts and numbers by name. What the table has no words for is not among them.
 *
 * @param sequence tells it from all other writes of the same item
 * @param at when it was written, in whole seconds; the same however often it is told
 * @param before empty when there was none
 * @param after empty when there is none any more
 */
public record Written(
    String sequence, Instant at, Map<String, String> before, Map<String, String> after) {
  public Written {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }
}
