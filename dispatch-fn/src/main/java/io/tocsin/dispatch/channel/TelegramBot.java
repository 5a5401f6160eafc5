package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Telegram by a bot ({@code sendMessage} of the Bot API): several alerts in one message. */
@Singleton
final class TelegramBot implements Channel {
  /**
   * Telegram's limit is on the text without its entities; here it is kept by the text with them,
   * which is never shorter.
   */
  static final int TEXT = 4096;

  private static final int TITLE = 256;
  private static final int FACTS = 800;
  private static final String GAP = "\n\n";
  private static final String TOKEN = "token";
  private static final String CHAT = "chat_id";
  private static final String THREAD = "thread_id";
  private static final String URL = "url";

  /** Of all chats of a bot: Telegram takes about 30 messages a second. */
  private static final Limit BOT =
      new Limit("telegram-bot", Optional.of(new Budget(25, Duration.ofSeconds(1), 5)));

  /** What Telegram would make a mention of, and not an e-mail address. */
  private static final Pattern MENTION = Pattern.compile("(?<!\\w)@(?=\\w)");

  private final ChannelSettings settings;

  TelegramBot(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "telegram";
  }

  @Override
  public Set<Setting> settings() {
    return Set.of(
        Setting.secret(TOKEN).matching("[A-Za-z0-9:_-]{1,100}"),
        Setting.plain(CHAT).matching("-?[0-9]{1,20}|@[A-Za-z0-9_]{1,64}"),
        Setting.plain(THREAD).optional().matching("[0-9]{1,10}"),
        Setting.address(URL).optional());
  }

  /**
   * A group takes 20 messages a minute, and any chat about one a second with short bursts. With 16
   * a minute and a burst of 4, any minute holds 20 at most.
   */
  @Override
  public Budget budget() {
    return Budget.perMinute(16, 4);
  }

  @Override
  public List<Limit> limits() {
    return List.of(BOT);
  }

  @Override
  public Message render(Target target, Content content) {
    List<Notice> notices = content.notices();
    if (content.plain()) {
      ObjectNode body = message(target, plain(settings.portrait(notices.get(0), name())));
      return new Message(request(target, "sendMessage", body), 1);
    }
    String digest = digest(content);
    int most = TEXT - digest.length();
    StringBuilder text = new StringBuilder(alert(settings.portrait(notices.get(0), name()), most));
    int covers = 1;
    while (covers < notices.size()) {
      String next = GAP + alert(settings.portrait(notices.get(covers), name()), most);
      if (text.length() + next.length() > most) {
        break;
      }
      text.append(next);
      covers++;
    }
    ObjectNode body = message(target, text + digest).put("parse_mode", "HTML");
    return new Message(request(target, "sendMessage", body), covers);
  }

  /** The message becomes the resolved alert; only for a message about that alert alone. */
  @Override
  public Optional<Request> amend(Target target, Notice notice) {
    return notice
        .delivery()
        .messageId()
        .filter(id -> id.matches("[0-9]{1,18}"))
        .map(
            id -> {
              ObjectNode body = message(target, alert(settings.portrait(notice, name()), TEXT));
              body.put("parse_mode", "HTML").put("message_id", Long.parseLong(id));
              body.remove("message_thread_id");
              return request(target, "editMessageText", body);
            });
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return TelegramReplies.judge(answer);
  }

  /** One alert, the message getting what room the rest leaves. */
  private static String alert(Portrait portrait, int room) {
    String head =
        "<b>["
            + portrait.severity()
            + "] "
            + Text.cut(unmentioned(portrait.title()), TITLE, Text.ELLIPSIS, Html::escape)
            + "</b>";
    String facts =
        Text.cut(unmentioned(FactLines.of(portrait.facts())), FACTS, tail(portrait), Html::escape);
    String foot = (facts.isEmpty() ? "" : "\n" + facts) + "\n" + foot(portrait);
    String message =
        Text.cut(
            unmentioned(portrait.message()),
            room - head.length() - foot.length() - 1,
            tail(portrait),
            Html::escape);
    return head + (message.isEmpty() ? "" : "\n" + message) + foot;
  }

  private static String plain(Portrait portrait) {
    String head = "[" + portrait.severity() + "] " + Text.cut(unmentioned(portrait.title()), TITLE);
    String message =
        Text.cut(
            unmentioned(portrait.message()),
            TEXT - head.length() - portrait.footer().length() - 2,
            Text.ELLIPSIS + "\n" + unmentioned(portrait.pointer()),
            text -> text);
    return head + "\n" + (message.isEmpty() ? "" : message + "\n") + portrait.footer();
  }

  private static String digest(Content content) {
    return content.digest().isEmpty()
        ? ""
        : GAP
            + "<b>"
            + DigestText.HEADING
            + "</b>\n"
            + unmentioned(DigestText.lines(content.digest(), Html::escape));
  }

  private static String foot(Portrait portrait) {
    String time = portrait.at().map(at -> " · " + at.truncatedTo(ChronoUnit.SECONDS)).orElse("");
    return Html.escape(portrait.footer()) + time;
  }

  private static String tail(Portrait portrait) {
    return Text.ELLIPSIS + "\n" + Html.escape(unmentioned(portrait.pointer()));
  }

  /** What looks like a mention would ring somebody: an invisible character keeps it from it. */
  private static String unmentioned(String text) {
    return MENTION.matcher(text).replaceAll("@\u2060");
  }

  private static ObjectNode message(Target target, String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("chat_id", value(target, CHAT).orElseThrow());
    value(target, THREAD)
        .ifPresent(thread -> body.put("message_thread_id", Long.parseLong(thread)));
    body.put("text", text);
    // A preview would be of whatever address the alert names.
    body.putObject("link_preview_options").put("is_disabled", true);
    return body;
  }

  private Request request(Target target, String method, ObjectNode body) {
    String base = value(target, URL).orElse("https://api.telegram.org").replaceFirst("/+$", "");
    String url = base + "/bot" + value(target, TOKEN).orElseThrow() + "/" + method;
    return settings.json("POST", url, Wire.write(body), Map.of());
  }

  private static Optional<String> value(Target target, String setting) {
    return Optional.ofNullable(target.settings().get(setting)).map(Secret::reveal);
  }
}
