package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Channel.DigestLine;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Folds deliveries into one line for each severity. */
final class Digest {
  private static final int SERVICES = 5;

  private Digest() {}

  /**
   * Makes the lines, most severe first.
   *
   * @param alerts those of the deliveries' alerts that there are, by id
   */
  static List<DigestLine> of(List<Delivery> folded, Map<String, Alert> alerts) {
    Map<Severity, List<Delivery>> bySeverity =
        folded.stream()
            .collect(Collectors.groupingBy(Delivery::severity, TreeMap::new, Collectors.toList()));
    return bySeverity.entrySet().stream()
        .map(each -> line(each.getKey(), each.getValue(), alerts))
        .toList();
  }

  private static DigestLine line(
      Severity severity, List<Delivery> folded, Map<String, Alert> alerts) {
    SortedSet<String> services =
        folded.stream()
            .map(each -> alerts.get(each.alertId()))
            .filter(alert -> alert != null)
            .map(Alert::service)
            .distinct()
            .limit(SERVICES)
            .collect(Collectors.toCollection(TreeSet::new));
    Comparator<Instant> time = Comparator.naturalOrder();
    return new DigestLine(
        severity,
        folded.size(),
        services,
        folded.stream().map(Delivery::since).min(time).orElseThrow(),
        folded.stream().map(Delivery::since).max(time).orElseThrow());
  }
}
