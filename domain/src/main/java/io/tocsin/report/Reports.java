package io.tocsin.report;

import java.util.Map;

/** The counters, added up. */
public interface Reports {

  /**
   * What was counted in that time: of each subject, its counters of all hours together. Reads the
   * counters of these hours alone, however much else there is.
   */
  Map<Subject, Counts> sums(Period period);

  default Report report(Period period) {
    return Report.of(period, sums(period));
  }
}
