package io.tocsin.packaged;

import io.tocsin.infra.FunctionRole;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The environments that the stack and Lambda make for the functions. */
final class Surroundings {
  /** Which tables there are, every function knows. */
  private static final Set<String> TABLES =
      Set.of("TOCSIN_KEYS_TABLE", "TOCSIN_OUTBOX_TABLE", "TOCSIN_HISTORY_TABLE");

  private Surroundings() {}

  /** What Lambda sets, and nobody chooses. */
  static Map<String, String> ofLambda(FunctionRole function) {
    return Map.ofEntries(
        Map.entry("AWS_REGION", "eu-central-1"),
        Map.entry("AWS_DEFAULT_REGION", "eu-central-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "none"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "none"),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "tocsin-" + function),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memoryMiB())),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/tocsin-" + function),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/26/[1]0123456789abcdef"),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("_HANDLER", function.handler()),
        Map.entry("TZ", ":UTC"),
        Map.entry("LANG", "en_US.UTF-8"));
  }

  /**
   * The names of what a function has of a stack for which nothing was chosen, or where it is there
   * at all.
   */
  static Set<String> always(FunctionRole function) {
    return with(
        TABLES,
        switch (function) {
          case INGEST ->
              Set.of(
                  "TOCSIN_ALERTS_QUEUE_URL",
                  "TOCSIN_WAKES_QUEUE_URL",
                  "TOCSIN_DEAD_LETTERS_QUEUE_URL",
                  "TOCSIN_DIRECT_MESSAGES");
          case ANSWER -> Set.of("TOCSIN_ALERTS_QUEUE_URL", "TOCSIN_INTERACTIONS_QUEUE_URL");
          case ROUTE, DRAIN ->
              Set.of(
                  "TOCSIN_ALERTS_QUEUE_URL",
                  "TOCSIN_WAKES_QUEUE_URL",
                  "TOCSIN_DEAD_LETTERS_QUEUE_URL");
          case TICK -> Set.of("TOCSIN_WAKES_QUEUE_URL");
          case COUNT -> Set.of();
          case ARCHIVE -> Set.of("TOCSIN_ARCHIVE_BUCKET");
          case MEET ->
              Set.of(
                  "TOCSIN_ALERTS_QUEUE_URL",
                  "TOCSIN_MEETINGS_QUEUE_URL",
                  "TOCSIN_MEETING_ATTENDEES");
        });
  }

  /** The names of what it may have besides. */
  static Set<String> chosen(FunctionRole function) {
    return switch (function) {
      case INGEST ->
          Set.of(
              "TOCSIN_INTERACTIONS_QUEUE_URL",
              "TOCSIN_MEETINGS_QUEUE_URL",
              "TOCSIN_KMS_KEY_ID",
              "TOCSIN_MEETING_ATTENDEES",
              "TOCSIN_MEETING_MAIL_FROM",
              "TOCSIN_MODEL_PROVIDER",
              "TOCSIN_MODEL_NAME",
              "TOCSIN_SEALING_KEY",
              "WEBHOOK_API_KEY",
              "WEBHOOK_SECRET_KEY",
              "DISCORD_PUBLIC_KEY",
              "SLOTIFY_API_URL");
      case ANSWER -> Set.of("TOCSIN_KMS_KEY_ID", "TOCSIN_SEALING_KEY");
      case ROUTE -> with(webhooks(), Set.of("SLOTIFY_API_URL", "TOCSIN_MEETING_MAIL_FROM"));
      case DRAIN ->
          with(
              webhooks(),
              Set.of("SLOTIFY_API_URL", "TOCSIN_MEETING_MAIL_FROM", "TOCSIN_MEETINGS_QUEUE_URL"));
      case TICK -> Set.of("TOCSIN_MEETINGS_QUEUE_URL");
      case COUNT, ARCHIVE -> Set.of();
      case MEET ->
          Set.of(
              "SLOTIFY_API_URL",
              "SLOTIFY_API_KEY",
              "CHAINSYNC_API_URL",
              "CHAINSYNC_API_KEY",
              "TOCSIN_MEETING_MAIL_URL",
              "TOCSIN_MEETING_MAIL_FROM",
              "TOCSIN_MODEL_PROVIDER",
              "TOCSIN_MODEL_NAME");
    };
  }

  private static Set<String> webhooks() {
    return Set.of(
        "DISCORD_WEBHOOK_GENERAL",
        "DISCORD_WEBHOOK_CRITICAL",
        "DISCORD_WEBHOOK_SECURITY",
        "DISCORD_WEBHOOK_MONITORING",
        "DISCORD_WEBHOOK_TRACKLIST");
  }

  /** Both together. */
  static Set<String> with(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }
}
