package io.tocsin.ingest.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.Wire;
import java.util.List;

/**
 * What Discord is answered. Messages are shown to nobody but who asked, ping nobody, and are never
 * longer than Discord takes.
 */
final class Said {
  /** In UTF-16 units, of which there are never fewer than of what Discord counts. */
  static final int LONGEST = 2000;

  private static final int PONG = 1;
  private static final int MESSAGE = 4;
  private static final int LATER = 5;
  private static final int CHOICES = 8;
  private static final int EPHEMERAL = 64;
  private static final int LONGEST_CHOICE = 100;

  private Said() {}

  static String pong() {
    return Wire.write(JsonNodeFactory.instance.objectNode().put("type", PONG));
  }

  static String message(String content) {
    return Wire.write(answer(MESSAGE, data(content).put("flags", EPHEMERAL)));
  }

  /** Shows that it is being worked on; {@link #edit} is what comes then. */
  static String later() {
    return Wire.write(answer(LATER, JsonNodeFactory.instance.objectNode().put("flags", EPHEMERAL)));
  }

  /** What takes the place of a message; that it is seen by one alone was settled before. */
  static String edit(String content) {
    return Wire.write(data(content));
  }

  static String choices(List<Option.Choice> choices) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ArrayNode all = data.putArray("choices");
    for (Option.Choice choice : choices) {
      all.addObject()
          .put("name", Markdown.cut(choice.shown(), LONGEST_CHOICE))
          .put("value", choice.value());
    }
    return Wire.write(answer(CHOICES, data));
  }

  private static ObjectNode answer(int type, ObjectNode data) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", type);
    json.set("data", data);
    return json;
  }

  private static ObjectNode data(String content) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("content", Markdown.cut(content, LONGEST));
    data.putObject("allowed_mentions").putArray("parse");
    return data;
  }
}
