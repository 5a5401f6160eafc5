package io.tocsin.aws.dynamodb;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.Story;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts alerts and deliveries together that come in reverse order: deliveries, then their alert. */
record Stories(HistoryItems items) {

  /** Reads until there are that many stories, or no more items. */
  List<Story> read(Iterable<Map<String, AttributeValue>> backwards, int most) {
    List<Story> stories = new ArrayList<>();
    List<Delivery> recorded = new ArrayList<>();
    Iterator<Map<String, AttributeValue>> walk = backwards.iterator();
    while (stories.size() < most && walk.hasNext()) {
      Map<String, AttributeValue> item = walk.next();
      if (!HistoryItems.isAlert(item)) {
        recorded.add(HistoryItems.delivery(item));
        continue;
      }
      if (items.live(item)) {
        HistoryItems.alert(item).map(alert -> story(alert, item, recorded)).ifPresent(stories::add);
      }
      recorded.clear();
    }
    return stories;
  }

  private static Story story(
      Alert alert, Map<String, AttributeValue> item, List<Delivery> recorded) {
    // An alert that is gone already may have left deliveries behind; they are of no story.
    List<Delivery> own =
        recorded.stream().filter(each -> each.alertId().equals(alert.id())).toList();
    return Story.of(alert, HistoryItems.planned(item), own);
  }
}
