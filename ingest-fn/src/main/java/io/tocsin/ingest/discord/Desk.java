package io.tocsin.ingest.discord;

import io.tocsin.desk.Interaction;
import io.tocsin.keys.KeyRefusal;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Carries out what users ask for, and says what came of it. */
@Singleton
final class Desk {
  private static final int LONGEST_REASON = 500;

  private final KeyAnswers keys;
  private final WishAnswers wishes;
  private final AlertAnswers alerts;

  Desk(KeyAnswers keys, WishAnswers wishes, AlertAnswers alerts) {
    this.keys = keys;
    this.wishes = wishes;
    this.alerts = alerts;
  }

  /** Says which commands there are, to who gave another. */
  static String unknown() {
    return "That is not known here. There is "
        + String.join(", ", CommandDefinition.names().stream().map(n -> "`" + n + "`").toList())
        + ".";
  }

  /**
   * Carries an interaction out; done again it comes to the same.
   *
   * @return the answer, which may hold a secret
   */
  String answer(Interaction asked) {
    Optional<Subcommand> subcommand = Subcommand.named(asked.command());
    try {
      return subcommand.map(known -> answer(asked, known)).orElseGet(Desk::unknown);
    } catch (KeyRefusal refusal) {
      return refused(refusal);
    }
  }

  private String answer(Interaction asked, Subcommand subcommand) {
    return switch (subcommand) {
      case REGISTER -> keys.register(asked);
      case LIST -> keys.list(asked);
      case ROTATE -> keys.rotate(asked);
      case REVOKE -> keys.revoke(asked);
      case ROUTING -> wishes.routing(asked);
      case SERVICES -> wishes.services(asked);
      case TEST -> alerts.test(asked);
      case HISTORY -> alerts.history(asked);
    };
  }

  /** Takes back what is worth nothing when its answer is never seen: a secret. */
  void takeBack(Interaction asked) {
    Subcommand.named(asked.command()).ifPresent(known -> keys.takeBack(asked, known));
  }

  private static String refused(KeyRefusal refusal) {
    String why = Markdown.escaped(refusal.getMessage(), LONGEST_REASON);
    return switch (refusal.reason()) {
      case UNKNOWN -> "You have no key of that name. `/alert_api list` shows those you have.";
      case FORBIDDEN ->
          "This key may do more than you can give out yourself; ask the operator of this service.";
      case INVALID -> "That cannot be: " + why + ".";
      case REVOKED, CONFLICT, FULL -> why;
    };
  }
}
