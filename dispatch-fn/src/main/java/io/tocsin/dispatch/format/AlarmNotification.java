package io.tocsin.dispatch.format;

import static io.tocsin.dispatch.format.CloudWatchAlarm.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What CloudWatch tells the SNS topic that is an alarm's action: see <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">its
 * documentation</a>. Composite alarms have no {@code Trigger}.
 */
@Singleton
final class AlarmNotification implements Form {
  private static final String NAME = "AlarmName";
  private static final String STATE = "NewStateValue";

  @Override
  public boolean fits(JsonNode json) {
    return json.path(NAME).isTextual() && json.has(STATE);
  }

  @Override
  public Alert read(JsonNode json, Origin origin) throws InvalidJsonException {
    Fields fields = Fields.of(json);
    String name = fields.required(NAME, AlertJson.LONGEST_NAME);
    String state = state(fields, STATE);
    fields.check();
    JsonNode trigger = json.path("Trigger");
    Map<String, String> labels = new LinkedHashMap<>();
    label(labels, "namespace", trigger.path("Namespace"));
    label(labels, "metric", trigger.path("MetricName"));
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (JsonNode dimension : trigger.path("Dimensions")) {
      label(dimensions, dimension.path("name").asText(), dimension.path("value"));
    }
    return new CloudWatchAlarm(
            name,
            story(json, name),
            state,
            json.path("OldStateValue").asText(),
            json.path("NewStateReason").asText(),
            AlarmNotes.in(text(json.path("AlarmDescription"))),
            CloudWatchAlarm.time(json.path("StateChangeTime")),
            labels,
            dimensions,
            json)
        .alert(origin);
  }

  /** An alarm over several time series has a story for each. */
  private static String story(JsonNode json, String name) {
    String arn = text(json.path("AlarmArn"));
    String contributor = text(json.path("AlarmContributorId"));
    return (arn.isEmpty() ? name : arn) + (contributor.isEmpty() ? "" : "/" + contributor);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : "";
  }

  private static void label(Map<String, String> labels, String name, JsonNode value) {
    if (!name.isEmpty() && value.isTextual()) {
      labels.put(name, value.textValue());
    }
  }
}
