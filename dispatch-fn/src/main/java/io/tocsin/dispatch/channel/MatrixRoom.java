package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A Matrix room by the client-server API: several alerts in one message, in plain text and in HTML.
 * The transaction's id keeps a repeat from being shown twice.
 */
@Singleton
final class MatrixRoom implements Channel {
  /** An event may have 65,536 bytes, of which the servers need some for what they add. */
  static final int WHOLE = 60_000;

  /** What this channel keeps to itself, so that one alert and a digest always fit. */
  private static final int TITLE = 256;

  private static final int MESSAGE = 3000;
  private static final int FACTS = 1500;
  private static final int FOOTER = 160;

  private static final String HOMESERVER = "homeserver";
  private static final String TOKEN = "token";
  private static final String ROOM = "room";

  /** Homeservers count by user: with one bot in many rooms, all rooms together. */
  private static final Limit USER = new Limit("matrix", Optional.of(Budget.perMinute(12, 10)));

  private final ChannelSettings settings;

  MatrixRoom(ChannelSettings settings) {
    this.settings = settings;
  }

  /** One text in its two forms. */
  private record Both(String plain, String html) {
    Both and(Both next) {
      return new Both(plain + "\n\n" + next.plain, html + next.html);
    }
  }

  @Override
  public String name() {
    return "matrix";
  }

  @Override
  public Set<Setting> settings() {
    return Set.of(
        Setting.address(HOMESERVER),
        Setting.secret(TOKEN).matching("[!-~]+"),
        Setting.plain(ROOM).matching("![!-~]{1,254}"));
  }

  /** Synapse's default for a user: one message in 5 s, and 10 at once after a rest. */
  @Override
  public Budget budget() {
    return Budget.perMinute(12, 5);
  }

  @Override
  public List<Limit> limits() {
    return List.of(USER);
  }

  @Override
  public Message render(Target target, Content content) {
    List<Notice> notices = content.notices();
    Optional<Both> digest = content.plain() ? Optional.empty() : digest(content);
    Both alerts = alert(settings.portrait(notices.get(0), name()), content.plain());
    ObjectNode event = event(alerts, digest, content.plain());
    int covers = 1;
    while (!content.plain() && covers < notices.size()) {
      alerts = alerts.and(alert(settings.portrait(notices.get(covers), name()), false));
      ObjectNode longer = event(alerts, digest, false);
      if (size(Wire.write(longer)) > WHOLE) {
        break;
      }
      event = longer;
      covers++;
    }
    String id =
        MessageId.of(notices.subList(0, covers), content.plain() ? List.of() : content.digest());
    return new Message(request(target, id, event), covers);
  }

  /** The message becomes the resolved alert; only for a message about that alert alone. */
  @Override
  public Optional<Request> amend(Target target, Notice notice) {
    return notice
        .delivery()
        .messageId()
        .filter(MatrixReplies::isEventId)
        .map(
            id -> {
              Both text = alert(settings.portrait(notice, name()), false);
              ObjectNode event =
                  event(new Both("* " + text.plain(), "* " + text.html()), Optional.empty(), true);
              event.set("m.new_content", event(text, Optional.empty(), false));
              event.putObject("m.relates_to").put("rel_type", "m.replace").put("event_id", id);
              return request(target, MessageId.ofChange(notice), event);
            });
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return MatrixReplies.judge(answer, USER.name());
  }

  static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A text and not a notice: of notices a client tells nobody. */
  private static ObjectNode event(Both alerts, Optional<Both> digest, boolean plain) {
    Both all = digest.map(alerts::and).orElse(alerts);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("msgtype", "m.text").put("body", all.plain());
    if (!plain) {
      event.put("format", "org.matrix.custom.html").put("formatted_body", all.html());
    }
    // It says that nobody is mentioned, whatever the text looks like.
    event.putObject("m.mentions");
    return event;
  }

  private static Both alert(Portrait portrait, boolean plain) {
    return new Both(
        text(portrait, plain, UnaryOperator.identity(), "\n"),
        "<p>" + text(portrait, plain, Html::lines, "<br>") + "</p>");
  }

  private static String text(
      Portrait portrait, boolean plain, UnaryOperator<String> escape, String line) {
    String tail = Text.ELLIPSIS + line + escape.apply(portrait.pointer());
    String title =
        "[" + portrait.severity() + "] " + Text.cut(portrait.title(), TITLE, Text.ELLIPSIS, escape);
    String message = Text.cut(portrait.message(), MESSAGE, tail, escape);
    String facts = plain ? "" : Text.cut(FactLines.of(portrait.facts()), FACTS, tail, escape);
    String time = portrait.at().map(at -> " · " + at.truncatedTo(ChronoUnit.SECONDS)).orElse("");
    return (line.equals("\n") ? title : "<strong>" + title + "</strong>")
        + (message.isEmpty() ? "" : line + message)
        + (facts.isEmpty() ? "" : line + facts)
        + line
        + Text.cut(portrait.footer(), FOOTER, Text.ELLIPSIS, escape)
        + time;
  }

  private static Optional<Both> digest(Content content) {
    if (content.digest().isEmpty()) {
      return Optional.empty();
    }
    String plain = DigestText.lines(content.digest(), UnaryOperator.identity());
    String html = DigestText.lines(content.digest(), Html::escape).replace("\n", "<br>");
    return Optional.of(
        new Both(
            DigestText.HEADING + "\n" + plain,
            "<p><strong>" + DigestText.HEADING + "</strong><br>" + html + "</p>"));
  }

  private Request request(Target target, String transaction, ObjectNode event) {
    String url =
        value(target, HOMESERVER).replaceFirst("/+$", "")
            + "/_matrix/client/v3/rooms/"
            + URLEncoder.encode(value(target, ROOM), StandardCharsets.UTF_8)
            + "/send/m.room.message/"
            + transaction;
    return settings.json(
        "PUT", url, Wire.write(event), Map.of("Authorization", "Bearer " + value(target, TOKEN)));
  }

  private static String value(Target target, String setting) {
    return Optional.ofNullable(target.settings().get(setting)).orElseThrow().reveal();
  }
}
