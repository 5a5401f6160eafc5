package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.Wire;
import java.time.Duration;

/** Messages as Discord writes them. */
final class DiscordJson {
  private DiscordJson() {}

  static String message(DiscordMessage message, String webhookId) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", message.id());
    json.put("type", 0);
    json.put("content", message.content());
    json.put("channel_id", Integer.toUnsignedString(message.channel().hashCode()));
    json.put("webhook_id", webhookId);
    json.putObject("author")
        .put("id", webhookId)
        .put("username", message.webhook())
        .put("bot", true);
    message.embeds().forEach(json.putArray("embeds")::add);
    json.putArray("attachments");
    json.putArray("mentions");
    json.put("timestamp", message.at().toString());
    json.put("edited_timestamp", message.edited().map(Object::toString).orElse(null));
    return Wire.write(json);
  }

  /** Seconds with milliseconds, rounded up: who waits that long has waited long enough. */
  static double seconds(Duration time) {
    return time.plusNanos(999_999).toMillis() / 1000.0;
  }
}
