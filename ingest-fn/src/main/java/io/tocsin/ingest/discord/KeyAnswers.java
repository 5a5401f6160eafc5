package io.tocsin.ingest.discord;

import io.tocsin.desk.Interaction;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.NewKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What users do with their keys. */
@Singleton
final class KeyAnswers {
  private static final int LABEL = 40;

  private final Keychain keychain;
  private final Clock clock;

  KeyAnswers(Keychain keychain, Clock clock) {
    this.keychain = keychain;
    this.clock = clock;
  }

  String register(Interaction asked) {
    String label = asked.options().getOrDefault("label", "").strip();
    return secret("**Your new key.**", keychain.register(asked, label))
        + "\nWhat you send with it comes to you; `/alert_api routing` chooses of what kinds.";
  }

  String rotate(Interaction asked) {
    Duration grace = grace(asked);
    NewKey rotated = keychain.rotate(asked, id(asked), grace);
    String old =
        grace.isZero()
            ? "Within a minute the old secret is refused everywhere."
            : "The old secret works until " + time(asked.at().plus(grace)) + ".";
    return secret("**The key's new secret.**", rotated) + "\n" + old;
  }

  /** Takes back what made a secret that its user will never see. */
  void takeBack(Interaction asked, Subcommand subcommand) {
    if (subcommand == Subcommand.REGISTER) {
      keychain.takeBackRegistration(asked);
    } else if (subcommand == Subcommand.ROTATE) {
      keychain.takeBackRotation(asked, id(asked), grace(asked), clock.instant());
    }
  }

  String revoke(Interaction asked) {
    KeySummary revoked = keychain.desk(asked).revoke(id(asked));
    return "The key " + name(revoked) + " is revoked. Within a minute it is refused everywhere.";
  }

  String list(Interaction asked) {
    List<KeySummary> keys = keychain.active(asked);
    if (keys.isEmpty()) {
      return noKeys();
    }
    Instant now = clock.instant();
    return Markdown.lines("**Your keys**", keys.stream().map(key -> line(key, now)).toList());
  }

  /** For who has none, and asks about them. */
  static String noKeys() {
    return "You have no key yet. `/alert_api register` makes one.";
  }

  /** How a key is called in a sentence. */
  static String name(KeySummary key) {
    return "`"
        + key.id().replace("`", "")
        + "`"
        + (key.label().isEmpty() ? "" : " (" + Markdown.escaped(key.label(), LABEL) + ")");
  }

  private static String line(KeySummary key, Instant now) {
    List<String> more = new ArrayList<>();
    more.add("made " + time(key.createdAt()));
    key.previousUntil()
        .filter(now::isBefore)
        .ifPresent(until -> more.add("the old secret works until " + time(until)));
    key.quotaPerMinute().ifPresent(quota -> more.add(quota + " a minute"));
    if (!key.allowList().isEmpty()) {
      more.add("from " + key.allowList().size() + " address ranges only");
    }
    return name(key) + ": " + String.join(", ", more);
  }

  private static String secret(String head, NewKey key) {
    return head
        + " The secret is shown this once: keep it now, nobody can read it again.\nKey: `"
        + key.key().id()
        + "`\nSecret: ||`"
        + key.secret().reveal()
        + "`||\nSign `timestamp.body` with HMAC-SHA256 and the secret, and send that as"
        + " `X-Signature` in hex, with `X-API-Key` and `X-Timestamp`; `docs/discord.md` in Tocsin's"
        + " repository has an example. It works within a minute.";
  }

  private static String id(Interaction asked) {
    return asked.options().getOrDefault(Option.KEY, "").strip();
  }

  private static Duration grace(Interaction asked) {
    return Optional.ofNullable(asked.options().get("grace"))
        .filter(hours -> hours.matches("[0-9]{1,3}"))
        .map(hours -> Duration.ofHours(Long.parseLong(hours)))
        .orElse(KeyDesk.USUAL_GRACE);
  }

  /** Shown in the reader's own language and zone. */
  private static String time(Instant at) {
    return "<t:" + at.getEpochSecond() + ":f>";
  }
}
