package io.tocsin.dispatch.format;

import static io.tocsin.dispatch.format.EventBridgeEvent.DETAIL;
import static io.tocsin.dispatch.format.EventBridgeEvent.DETAIL_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What CloudWatch tells EventBridge of every alarm: see <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">its
 * documentation</a>. Composite alarms have no metrics.
 */
@Singleton
final class AlarmStateChange implements Form {

  @Override
  public boolean fits(JsonNode json) {
    return json.path(DETAIL_TYPE).asText().equals("CloudWatch Alarm State Change")
        && json.path("source").asText().equals("aws.cloudwatch");
  }

  @Override
  public Alert read(JsonNode json, Origin origin) throws InvalidJsonException {
    Fields event = Fields.of(json);
    String id = EventBridgeEvent.id(event, origin);
    event.check();
    try {
      return alarm(event.value(DETAIL), text(json.path("resources").path(0)))
          .alert(origin.by(id, Optional.empty()));
    } catch (InvalidJsonException e) {
      throw e.within(DETAIL);
    }
  }

  private static CloudWatchAlarm alarm(JsonNode detail, Optional<String> arn)
      throws InvalidJsonException {
    Fields fields = Fields.of(detail);
    String name = fields.required("alarmName", AlertJson.LONGEST_NAME);
    fields.check();
    // Of an alarm that calculates, the first metric stands for the others.
    JsonNode metric =
        detail.path("configuration").path("metrics").path(0).path("metricStat").path("metric");
    Map<String, String> labels = new LinkedHashMap<>();
    text(metric.path("namespace")).ifPresent(text -> labels.put("namespace", text));
    text(metric.path("name")).ifPresent(text -> labels.put("metric", text));
    return new CloudWatchAlarm(
        name,
        arn.orElse(name),
        state(detail),
        detail.path("previousState").path("value").asText(),
        detail.path("state").path("reason").asText(),
        AlarmNotes.in(text(detail.path("configuration").path("description")).orElse("")),
        CloudWatchAlarm.time(detail.path("state").path("timestamp")),
        labels,
        dimensions(metric.path("dimensions")),
        detail);
  }

  private static String state(JsonNode detail) throws InvalidJsonException {
    try {
      Fields fields = Fields.of(detail.path("state"));
      String value = CloudWatchAlarm.state(fields, "value");
      fields.check();
      return value;
    } catch (InvalidJsonException e) {
      throw e.within("state");
    }
  }

  private static Map<String, String> dimensions(JsonNode object) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            member ->
                text(member.getValue()).ifPresent(text -> dimensions.put(member.getKey(), text)));
    return dimensions;
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }
}
