package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.ingest.format.MeetingForecast.Forecast;
import io.tocsin.meeting.Urgency;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What ChainSync hears back. */
@Singleton
final class ChainSyncJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final MeetingForecast meetings;

  ChainSyncJson(MeetingForecast meetings) {
    this.meetings = meetings;
  }

  /** The answer to one alert. */
  ObjectNode one(Receipt receipt) {
    if (receipt instanceof Receipt.Accepted accepted) {
      Alert alert = accepted.alert();
      ObjectNode json = JSON.objectNode();
      json.put("status", "success");
      Forecast forecast = meetings.of(alert);
      json.put("message", message(accepted, forecast));
      json.set("data", data(alert, forecast));
      json.put("timestamp", alert.receivedAt().toString());
      return json;
    }
    return ReceiptJson.one(receipt);
  }

  private static String message(Receipt.Accepted accepted, Forecast forecast) {
    return (accepted.duplicate() ? "Alert was accepted before" : "Alert accepted")
        + forecast.words();
  }

  private static ObjectNode data(Alert alert, Forecast forecast) {
    ObjectNode data = JSON.objectNode();
    data.put("alert_id", alert.name().orElse(alert.id()));
    data.put("meeting_id", forecast.id().orElse(null));
    data.put("meeting_url", forecast.url().map(URI::toString).orElse(null));
    // By what the alert says of itself: the analysis comes later, and can only raise it.
    Urgency urgency = Urgency.of(alert, 0, Optional.empty());
    data.putObject("urgency")
        .put("level", urgency.level().name().toUpperCase(Locale.ROOT))
        .put("score", urgency.level().score())
        .put("recommended_response_time", urgency.level().respondWithin());
    return data;
  }

  /** The answer to many, with one result for each, in order. */
  ObjectNode many(List<Receipt> receipts) {
    long accepted = receipts.stream().filter(Receipt.Accepted.class::isInstance).count();
    ObjectNode json = JSON.objectNode();
    json.put("status", accepted == receipts.size() ? "success" : "partial");
    json.put("message", accepted + " of " + receipts.size() + " alerts accepted");
    var results = json.putArray("results");
    receipts.forEach(receipt -> results.add(one(receipt)));
    return json;
  }
}
