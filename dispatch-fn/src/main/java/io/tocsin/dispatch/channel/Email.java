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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * E-mail, by SES or by a mail server of one's own: several alerts in one mail, each as text and as
 * HTML. Here its parts are written; how they become a mail is the transport's affair.
 */
@Singleton
final class Email implements Channel {
  /** What this channel keeps to itself; mail programs show less of it. */
  static final int SUBJECT = 200;

  /** Of one alert; ten of them, in both forms, stay well under SES's 10 MB. */
  private static final int MESSAGE = 8000;

  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String SERVER = "server";
  private static final String REGION = "region";
  private static final String USER = "user";
  private static final String PASSWORD = "password";

  private static final String ADDRESS =
      "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*";

  private final ChannelSettings settings;

  Email(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "email";
  }

  /** SES takes at most 50 recipients. */
  @Override
  public Set<Setting> settings() {
    return Set.of(
        Setting.plain(FROM).matching(ADDRESS),
        Setting.plain(TO).matching(ADDRESS + "( *, *" + ADDRESS + "){0,49}"),
        Setting.plain(SERVER).matching("smtps?://[A-Za-z0-9.-]+(:[0-9]{1,5})?").optional(),
        Setting.plain(REGION).matching("[a-z]{2}(-[a-z]+)+-[0-9]").optional(),
        Setting.plain(USER).optional(),
        Setting.secret(PASSWORD).optional());
  }

  /** Enough for anybody's inbox. SES begins with one a second. */
  @Override
  public Budget budget() {
    return Budget.perMinute(30, 1);
  }

  @Override
  public Message render(Target target, Content content) {
    List<Notice> notices = content.plain() ? content.notices().subList(0, 1) : content.notices();
    List<Portrait> portraits =
        notices.stream().map(notice -> settings.portrait(notice, name())).toList();
    String from = setting(target, FROM).orElseThrow();
    ObjectNode mail = JsonNodeFactory.instance.objectNode();
    mail.put("id", notices.get(0).delivery().id() + from.substring(from.lastIndexOf('@')));
    mail.put("from", from);
    mail.put("to", setting(target, TO).orElseThrow().replace(" ", ""));
    mail.put("subject", subject(portraits));
    mail.put("text", text(portraits, content));
    if (!content.plain()) {
      mail.put("html", EmailHtml.of(portraits, PlainText.digest(content), MESSAGE));
    }
    return new Message(request(target, Wire.write(mail)), notices.size());
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return EmailReplies.judge(answer);
  }

  private static String subject(List<Portrait> portraits) {
    String others = portraits.size() == 1 ? "" : " and " + (portraits.size() - 1) + " more";
    return PlainText.headline(portraits.get(0), SUBJECT - others.length()) + others;
  }

  private static String text(List<Portrait> portraits, Content content) {
    List<String> texts = new ArrayList<>();
    portraits.forEach(portrait -> texts.add(PlainText.of(portrait, MESSAGE, content.plain())));
    Stream.of(PlainText.digest(content)).filter(text -> !text.isEmpty()).forEach(texts::add);
    return String.join("\n\n--------\n\n", texts);
  }

  private Request request(Target target, String body) {
    String by =
        setting(target, SERVER).orElseGet(() -> "ses:" + setting(target, REGION).orElse(""));
    Map<String, Secret> credentials = new HashMap<>();
    for (String name : List.of(USER, PASSWORD)) {
      setting(target, name).ifPresent(value -> credentials.put(name, Secret.of(value)));
    }
    return new Request("SEND", Secret.of("mail:" + by), credentials, body, settings.timeout());
  }

  private static Optional<String> setting(Target target, String name) {
    return Optional.ofNullable(target.settings().get(name)).map(Secret::reveal);
  }
}
