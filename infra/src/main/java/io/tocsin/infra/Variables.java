package io.tocsin.infra;

import java.util.Set;
import java.util.TreeSet;

/** Which variables a person chooses, and which functions read them: docs/configuration.md. */
final class Variables {
  private static final String SECRET_NAME = "[A-Z][A-Z0-9_]{0,99}";

  /** Where tocsin.yml is. */
  static final String CONFIG = "TOCSIN_CONFIG";

  /** What opens the front desk at Discord. */
  static final String FRONT_DESK = "DISCORD_PUBLIC_KEY";

  /** What tells owners of keys in person. */
  static final String BOT = "DISCORD_BOT_TOKEN";

  /** Has a language model asked. */
  static final String MODEL = "TOCSIN_MODEL_PROVIDER";

  private static final Set<String> INGEST_SETTINGS =
      Set.of(
          "TOCSIN_KEY_QUOTA",
          "TOCSIN_ADDRESS_QUOTA",
          "TOCSIN_OPEN_READS",
          CONFIG,
          MODEL,
          "TOCSIN_MODEL_NAME",
          "TOCSIN_PUBLIC_URL",
          "TOCSIN_MEETING_ATTENDEES",
          "SLOTIFY_API_URL",
          "TOCSIN_MEETING_MAIL_FROM",
          FRONT_DESK);
  private static final Set<String> ANSWER_READS = Set.of("TOCSIN_SEALING_KEY");
  private static final Set<String> DISPATCH_SETTINGS =
      Set.of(
          "TOCSIN_ALLOW_ADDRESSES",
          "TOCSIN_GIVE_UP_AFTER",
          "TOCSIN_HISTORY_DAYS",
          "TOCSIN_PUBLIC_URL",
          CONFIG,
          "SLOTIFY_API_URL",
          "TOCSIN_MEETING_MAIL_FROM",
          "DISCORD_RATE_LIMIT",
          "DISCORD_RETRY_ATTEMPTS",
          "DISCORD_TIMEOUT_SECONDS",
          "DISCORD_QUEUE_SIZE");

  /** What sends invitations by mail. */
  static final String MEETING_MAIL = "TOCSIN_MEETING_MAIL_URL";

  /** Any of these says that meetings are made. */
  static final Set<String> MEETING_PLACES =
      Set.of("TOCSIN_MEETING_ATTENDEES", "SLOTIFY_API_URL", "TOCSIN_MEETING_MAIL_FROM");

  private static final Set<String> MEETING_SETTINGS =
      Set.of(
          CONFIG,
          "TOCSIN_HISTORY_DAYS",
          "TOCSIN_MEETING_ATTENDEES",
          "TOCSIN_MEETING_MAIL_FROM",
          MEETING_MAIL,
          "TOCSIN_MEETING_MAIL_USER",
          "TOCSIN_PUBLIC_URL",
          "SLOTIFY_API_URL",
          "CHAINSYNC_API_URL");
  private static final Set<String> MEETING_SECRETS =
      Set.of("SLOTIFY_API_KEY", "CHAINSYNC_API_KEY", "TOCSIN_MEETING_MAIL_PASSWORD");
  private static final Set<String> INGEST_SECRETS =
      Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY", "TOCSIN_SEALING_KEY");

  /** How a language model is reached, for a function that analyses alerts. */
  private static final Set<String> MODEL_SETTINGS =
      Set.of(
          MODEL,
          "TOCSIN_MODEL_NAME",
          "TOCSIN_MODEL_URL",
          "TOCSIN_MODEL_TIMEOUT_SECONDS",
          "TOCSIN_MODEL_INPUT_CHARACTERS",
          "TOCSIN_MODEL_ANSWER_TOKENS",
          "TOCSIN_MODEL_REQUESTS_PER_MINUTE");

  private static final Set<String> MODEL_SECRETS = Set.of("TOCSIN_MODEL_KEY");

  private Variables() {}

  /** Whether the function reads the setting or secret. */
  static boolean isRead(String name, FunctionRole function) {
    return switch (function) {
      case INGEST -> INGEST_SETTINGS.contains(name) || INGEST_SECRETS.contains(name);
      case ANSWER -> ANSWER_READS.contains(name);
      // A secret that is not known is a webhook, by one of our names or by one of tocsin.yml's.
      case ROUTE, DRAIN -> DISPATCH_SETTINGS.contains(name) || !isKnown(name);
      case TICK, COUNT, ARCHIVE -> false;
      case MEET ->
          MEETING_SETTINGS.contains(name)
              || MEETING_SECRETS.contains(name)
              || MODEL_SETTINGS.contains(name)
              || MODEL_SECRETS.contains(name);
    };
  }

  static void checkSetting(String name) {
    if (!settings().contains(name)) {
      throw new IllegalArgumentException(
          name + " is not a setting: settings are " + String.join(", ", settings()));
    }
  }

  static void checkSecret(String name) {
    if (!name.matches(SECRET_NAME) || settings().contains(name)) {
      throw new IllegalArgumentException(
          name + " is not a secret's name: those are like DISCORD_WEBHOOK_GENERAL");
    }
  }

  private static boolean isKnown(String name) {
    return settings().contains(name)
        || INGEST_SECRETS.contains(name)
        || MEETING_SECRETS.contains(name)
        || MODEL_SECRETS.contains(name);
  }

  private static Set<String> settings() {
    Set<String> all = new TreeSet<>(INGEST_SETTINGS);
    all.addAll(DISPATCH_SETTINGS);
    all.addAll(MEETING_SETTINGS);
    all.addAll(MODEL_SETTINGS);
    return all;
  }
}
