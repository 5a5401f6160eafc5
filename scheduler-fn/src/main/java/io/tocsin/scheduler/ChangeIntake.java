package io.tocsin.scheduler;

import io.tocsin.report.Changes;
import io.tocsin.report.Counters;
import io.tocsin.report.Happened;
import io.tocsin.report.Written;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what the history's stream tells, and has it counted. */
@Singleton
final class ChangeIntake {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeIntake.class);

  private final Changes changes;
  private final Counters counters;

  ChangeIntake(Changes changes, Counters counters) {
    this.changes = changes;
    this.counters = counters;
  }

  /**
   * Counts a batch. What cannot be read will not be readable later: it is passed over, so that it
   * does not hold up what comes after it.
   *
   * @return the sequence number of the first that must come again, with all after it
   */
  Optional<String> take(List<Written> batch) {
    List<Told> told = batch.stream().flatMap(each -> read(each).stream()).toList();
    try {
      counters.count(told.stream().map(Told::change).toList());
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.warn("of a batch of {} some could not be counted; each by itself", told.size(), e);
      return oneByOne(told);
    }
  }

  /** So that those before one that cannot be counted are. Those that were counted count nothing. */
  private Optional<String> oneByOne(List<Told> told) {
    for (Told each : told) {
      try {
        counters.count(List.of(each.change()));
      } catch (RuntimeException e) {
        LOG.error("{} could not be counted and comes again", changes.name(each.written()), e);
        return Optional.of(each.written().sequence());
      }
    }
    return Optional.empty();
  }

  private Optional<Told> read(Written written) {
    try {
      return changes.read(written).map(change -> new Told(written, change));
    } catch (RuntimeException e) {
      LOG.error("{} cannot be read and is not counted", changes.name(written), e);
      return Optional.empty();
    }
  }

  private record Told(Written written, Happened change) {}
}
