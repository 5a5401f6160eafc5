package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Story;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.List;
import java.util.Locale;

/** Alerts and where they went, as readers get them. */
final class StoryJson {
  private StoryJson() {}

  /**
   * {@code {"alerts":[…],"next":…,"refused":[…]}}: every alert in the project's own form with a
   * member {@code deliveries}; {@code next} is null on the last page.
   *
   * @param refusals messages that could not be read
   */
  static String recent(Page<Story> page, List<History.Refusal> refusals) {
    ObjectNode json = page(page);
    var refused = json.putArray("refused");
    for (History.Refusal refusal : refusals) {
      refused
          .addObject()
          .put("message_id", refusal.messageId())
          .put("at", refusal.at().toString())
          .put("reason", refusal.reason());
    }
    return Wire.write(json);
  }

  /** {@code {"alerts":[…],"next":…}}, the same without what could not be read. */
  static String alerts(Page<Story> page) {
    return Wire.write(page(page));
  }

  /**
   * {@code {"deliveries":[…],"next":…}}: every delivery with a member {@code alert}, which says
   * what it is of.
   */
  static String deliveries(Page<Story> page) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var deliveries = json.putArray("deliveries");
    for (Story story : page.items()) {
      for (Delivery each : story.deliveries()) {
        ObjectNode delivery = delivery(each);
        delivery
            .putObject("alert")
            .put("id", story.alert().id())
            .put("service", story.alert().service())
            .put("severity", lower(story.alert().severity()))
            .put("status", lower(story.alert().status()))
            .put("title", story.alert().title())
            .put("received_at", story.alert().receivedAt().toString());
        deliveries.add(delivery);
      }
    }
    json.put("next", page.next().orElse(null));
    return Wire.write(json);
  }

  private static ObjectNode page(Page<Story> page) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var alerts = json.putArray("alerts");
    page.items().forEach(story -> alerts.add(story(story)));
    json.put("next", page.next().orElse(null));
    return json;
  }

  /** One alert with its deliveries, and who acknowledged it, null when nobody did. */
  static ObjectNode story(Story story) {
    ObjectNode json = alert(story);
    json.set("acknowledged", story.acknowledged().map(StoryJson::acknowledgement).orElse(null));
    var deliveries = json.putArray("deliveries");
    story.deliveries().forEach(delivery -> deliveries.add(delivery(delivery)));
    return json;
  }

  static ObjectNode acknowledgement(Acknowledgement kept) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("by", kept.by())
        .put("at", kept.at().toString())
        .put("note", kept.note().orElse(null));
  }

  private static ObjectNode alert(Story story) {
    try {
      return (ObjectNode) Wire.parse(AlertJson.write(story.alert()));
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("an alert was kept that cannot be read again", e);
    }
  }

  private static ObjectNode delivery(Delivery delivery) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", delivery.id());
    json.put("target", delivery.target());
    json.put("channel", delivery.channel());
    json.put("state", lower(delivery.state()));
    json.put("requests", delivery.requests());
    delivery.settledAt().ifPresent(at -> json.put("settled_at", at.toString()));
    delivery.messageId().ifPresent(id -> json.put("message_id", id));
    delivery.note().ifPresent(why -> json.put("note", why));
    delivery.instructions().insteadOf().ifPresent(other -> json.put("instead_of", other));
    var attempts = json.putArray("attempts");
    for (Attempt attempt : delivery.attempts()) {
      attempts
          .addObject()
          .put("at", attempt.at().toString())
          .put("outcome", attempt.outcome())
          .put("reason", attempt.reason())
          .put("took_ms", attempt.took().toMillis());
    }
    return json;
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
