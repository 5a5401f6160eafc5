package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.meeting.Urgency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What ChainSync hears back. */
final class ChainSyncJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ChainSyncJson() {}

  /** The answer to one alert. */
  static ObjectNode one(Receipt receipt) {
    if (receipt instanceof Receipt.Accepted accepted) {
      Alert alert = accepted.alert();
      ObjectNode json = JSON.objectNode();
      json.put("status", "success");
      json.put("message", message(accepted));
      json.set("data", data(alert));
      json.put("timestamp", alert.receivedAt().toString());
      return json;
    }
    return ReceiptJson.one(receipt);
  }

  private static String message(Receipt.Accepted accepted) {
    return (accepted.duplicate() ? "Alert was accepted before" : "Alert accepted")
        + "; no meeting is wanted for it";
  }

  private static ObjectNode data(Alert alert) {
    ObjectNode data = JSON.objectNode();
    data.put("alert_id", alert.name().orElse(alert.id()));
    data.putNull("meeting_id");
    data.putNull("meeting_url");
    // What came before is not known here, and nothing may be looked up: the sender waits.
    Urgency urgency = Urgency.of(alert, 0, Optional.empty());
    data.putObject("urgency")
        .put("level", urgency.level().name().toUpperCase(Locale.ROOT))
        .put("score", urgency.level().score())
        .put("recommended_response_time", urgency.level().respondWithin());
    return data;
  }

  /** The answer to many, with one result for each, in order. */
  static ObjectNode many(List<Receipt> receipts) {
    long accepted = receipts.stream().filter(Receipt.Accepted.class::isInstance).count();
    ObjectNode json = JSON.objectNode();
    json.put("status", accepted == receipts.size() ? "success" : "partial");
    json.put("message", accepted + " of " + receipts.size() + " alerts accepted");
    var results = json.putArray("results");
    receipts.forEach(receipt -> results.add(one(receipt)));
    return json;
  }
}
