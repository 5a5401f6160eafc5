package io.tocsin.ingest.discord;

import io.tocsin.ingest.discord.Option.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code /alert_api} can do, as users see it. The one place where that is said. */
enum Subcommand {
  REGISTER(
      "Makes an API key for you; its secret is shown this once",
      Option.text("label", "What you call it, such as the name of your server", 100)),
  LIST("Shows your keys"),
  ROTATE(
      "Gives a key another secret; it is shown this once",
      Option.key("Which key", true),
      Option.oneOf(
          "grace",
          "How long the old secret works as well; if not given, 24 hours",
          List.of(
              new Choice("not at all", "0"),
              new Choice("1 hour", "1"),
              new Choice("24 hours", "24"),
              new Choice("7 days", "168")))),
  REVOKE("Ends a key for good", Option.key("Which key", true)),
  ROUTING(
      "Shows what you are told of, or changes it",
      Option.yesOrNo("p1", "Alerts of priority P1"),
      Option.yesOrNo("p2", "Alerts of priority P2"),
      Option.yesOrNo("p3", "Alerts of priority P3 and below"),
      Option.yesOrNo("health_changes", "Notices that something's health changed"),
      Option.yesOrNo("action_results", "Notices of what an action came to"),
      Option.key("Only for this key; if not given, for all of yours", false)),
  SERVICES(
      "Shows which services you are told of, or changes it",
      Option.text("names", "Services with commas between them, or: all", 2000),
      Option.key("Only for this key; if not given, for all of yours", false)),
  TEST("Sends you an alert, the way all alerts go"),
  HISTORY("Shows your latest alerts and where they went");

  static final String COMMAND = "alert_api";
  static final String DESCRIPTION = "Your API keys, and what you are told of";

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // It is a copy that nobody can change.
  private final List<Option> options;

  Subcommand(String description, Option... options) {
    this.description = description;
    this.options = List.of(options);
  }

  /** As users write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  List<Option> options() {
    return options;
  }

  static Optional<Subcommand> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
