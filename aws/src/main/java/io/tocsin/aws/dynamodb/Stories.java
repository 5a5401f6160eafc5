package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.history.Story;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts alerts and their deliveries together. */
record Stories(HistoryItems items, Lookup lookup) {

  /** From whole items that come in reverse order: deliveries, then their alert. */
  Stream<Story> read(Iterable<Map<String, AttributeValue>> backwards) {
    List<Delivery> recorded = new ArrayList<>();
    return StreamSupport.stream(backwards.spliterator(), false)
        .flatMap(
            item -> {
              if (!HistoryItems.isAlert(item)) {
                recorded.add(HistoryItems.delivery(item));
                return Stream.empty();
              }
              List<Delivery> own = List.copyOf(recorded);
              recorded.clear();
              return story(item, own).stream();
            });
  }

  /**
   * From the keys of items, of which some may belong to one alert: three requests at most for each
   * so many, and none before the first of them is asked for.
   */
  Stream<Story> read(Iterable<Map<String, AttributeValue>> keys, int atOnce) {
    Iterator<String> partitions =
        StreamSupport.stream(keys.spliterator(), false)
            .map(key -> Values.must(key, PK))
            .distinct()
            .iterator();
    return Lookup.inParts(partitions, atOnce).flatMap(some -> together(some).stream());
  }

  private List<Story> together(List<String> partitions) {
    List<Map<String, AttributeValue>> alerts =
        lookup.items(
            partitions.stream()
                .map(partition -> Values.key(partition, HistoryItems.ALERT))
                .toList());
    List<Delivery> planned = deliveries(alerts.stream().flatMap(Stories::planned));
    List<Delivery> others = deliveries(planned.stream().flatMap(Stories::instead));
    Map<String, List<Delivery>> recorded =
        Stream.concat(planned.stream(), others.stream())
            .collect(Collectors.groupingBy(each -> HistoryItems.partition(each.alertId())));
    return alerts.stream()
        .flatMap(
            item -> story(item, recorded.getOrDefault(Values.must(item, PK), List.of())).stream())
        .toList();
  }

  private List<Delivery> deliveries(Stream<Map<String, AttributeValue>> keys) {
    return lookup.items(keys.toList()).stream().map(HistoryItems::delivery).toList();
  }

  private static Stream<Map<String, AttributeValue>> planned(Map<String, AttributeValue> item) {
    return HistoryItems.alert(item).stream()
        .flatMap(
            alert ->
                HistoryItems.planned(item).stream()
                    .map(plan -> HistoryItems.key(alert.id(), plan.target())));
  }

  /** What was made instead of a delivery, and so is not planned. */
  private static Stream<Map<String, AttributeValue>> instead(Delivery delivery) {
    return delivery.instructions().fallback().stream()
        .filter(target -> delivery.state() == State.FAILED_OVER)
        .map(target -> HistoryItems.key(delivery.alertId(), target));
  }

  private Optional<Story> story(Map<String, AttributeValue> item, List<Delivery> recorded) {
    return Optional.of(item)
        .filter(items::live)
        .flatMap(HistoryItems::alert)
        .map(
            alert ->
                Story.of(
                    alert,
                    HistoryItems.planned(item),
                    own(alert, recorded),
                    HistoryItems.acknowledgement(item)));
  }

  /** An alert that is gone already may have left deliveries behind; they are of no story. */
  private static List<Delivery> own(Alert alert, List<Delivery> recorded) {
    return recorded.stream().filter(each -> each.alertId().equals(alert.id())).toList();
  }
}
