package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Channel.DigestLine;
import io.tocsin.dispatch.channel.Portrait.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One alert as an embed.
 *
 * @param size units of text in it, as Discord counts them together
 */
record DiscordEmbed(ObjectNode json, int size) {
  private static final Map<String, Integer> COLOURS =
      Map.of(
          "general", 0x3498db,
          "error", 0xe67e22,
          "critical", 0xe74c3c,
          "tracklist", 0x2ecc71,
          "monitoring", 0x9b59b6,
          "security", 0xf39c12);

  private static final int GREY = 0x95a5a6;

  /** Fields up to that long stand side by side. */
  private static final int BRIEF = 40;

  /**
   * An embed over none of the limits, however long the alert is.
   *
   * @param most units of text in it
   */
  static DiscordEmbed of(Alert alert, Portrait portrait, int most) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String title = Text.cut(portrait.title(), DiscordMessage.TITLE);
    String footer = portrait.footer();
    int room = most - title.length() - footer.length();
    String description = description(portrait, Math.min(room, DiscordMessage.DESCRIPTION));
    room -= description.length();
    List<Fact> fields = fields(portrait, room);
    json.put("title", title);
    portrait.page().filter(DiscordEmbed::linked).ifPresent(page -> json.put("url", page));
    if (!description.isEmpty()) {
      json.put("description", description);
    }
    json.put("color", portrait.colour().orElseGet(() -> colour(alert)));
    write(fields, json.putArray("fields"));
    json.putObject("footer").put("text", footer);
    portrait.at().ifPresent(at -> json.put("timestamp", at.toString()));
    return new DiscordEmbed(json, most - room + size(fields));
  }

  /** What is told by its number alone. */
  static DiscordEmbed of(List<DigestLine> digest) {
    String lines = DigestText.lines(digest, UnaryOperator.identity());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("title", DigestText.HEADING).put("description", lines).put("color", GREY);
    return new DiscordEmbed(json, DigestText.HEADING.length() + lines.length());
  }

  /** Its type's colour, else its severity's; what is over, or no trouble, is grey. */
  private static int colour(Alert alert) {
    if (alert.status() == Status.RESOLVED) {
      return GREY;
    }
    String bySeverity =
        switch (alert.severity()) {
          case CRITICAL -> "critical";
          case HIGH -> "error";
          case MEDIUM, LOW -> "general";
          case INFO -> "";
        };
    return COLOURS.getOrDefault(alert.type(), COLOURS.getOrDefault(bySeverity, GREY));
  }

  private static String description(Portrait portrait, int room) {
    return Text.cut(
        portrait.message(),
        room,
        Text.ELLIPSIS + "\n" + portrait.pointer(),
        UnaryOperator.identity());
  }

  /** The facts that fit, and where the others are. */
  private static List<Fact> fields(Portrait portrait, int room) {
    List<Fact> all = portrait.facts().stream().map(DiscordEmbed::cut).toList();
    List<Fact> fields = all;
    for (int kept = all.size() - 1; !fit(fields, room); kept--) {
      fields = new ArrayList<>(all.subList(0, kept));
      fields.add(new Fact((all.size() - kept) + " more", portrait.pointer(), false));
    }
    return fields;
  }

  private static boolean fit(List<Fact> fields, int room) {
    return fields.size() <= DiscordMessage.FIELDS && size(fields) <= room;
  }

  private static Fact cut(Fact fact) {
    return new Fact(
        Text.cut(fact.name(), DiscordMessage.FIELD_NAME),
        Text.cut(fact.value(), DiscordMessage.FIELD_VALUE),
        fact.brief() && fact.value().length() <= BRIEF);
  }

  private static int size(List<Fact> facts) {
    return facts.stream().mapToInt(fact -> fact.name().length() + fact.value().length()).sum();
  }

  private static void write(List<Fact> facts, ArrayNode fields) {
    for (Fact fact : facts) {
      fields
          .addObject()
          .put("name", fact.name())
          .put("value", fact.value())
          .put("inline", fact.brief());
    }
  }

  /** Discord refuses a whole message over a link it does not like, such as one to this machine. */
  private static boolean linked(String page) {
    return page.startsWith("https://");
  }
}
