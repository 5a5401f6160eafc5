package io.tocsin.infra;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables that are there already, such as those that were restored, which the stack uses in the
 * place of ones of its own. What they must have, the stack cannot see to: docs/operations.md. One
 * that the stack made before and that is replaced so stays, and is the stack's no more.
 *
 * @param keys the name of one for API keys
 * @param outbox the name of one for what waits
 * @param historyStream the ARN of the stream of one for the history, which has the table's name in
 *     it: what is counted comes from the stream
 */
public record KnownTables(
    Optional<String> keys, Optional<String> outbox, Optional<String> historyStream) {
  private static final Pattern STREAM =
      Pattern.compile(
          "arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/([A-Za-z0-9_.-]{3,255})"
              + "/stream/[0-9T:.-]+");

  /** All tables are the stack's own. */
  public static final KnownTables NONE =
      new KnownTables(Optional.empty(), Optional.empty(), Optional.empty());

  public KnownTables {
    keys.ifPresent(KnownTables::checkName);
    outbox.ifPresent(KnownTables::checkName);
    historyStream.ifPresent(
        arn ->
            Names.check(
                arn,
                STREAM.pattern(),
                "the ARN of a table's stream, as in arn:aws:dynamodb:eu-central-1:123456789012:"
                    + "table/NAME/stream/2026-11-29T08:00:00.000: aws dynamodb describe-table has"
                    + " it as LatestStreamArn"));
  }

  /** The name of the table for the history. */
  Optional<String> history() {
    return historyStream.map(STREAM::matcher).filter(Matcher::matches).map(found -> found.group(1));
  }

  public KnownTables withKeys(String name) {
    return new KnownTables(Optional.of(name), outbox, historyStream);
  }

  public KnownTables withOutbox(String name) {
    return new KnownTables(keys, Optional.of(name), historyStream);
  }

  public KnownTables withHistory(String streamArn) {
    return new KnownTables(keys, outbox, Optional.of(streamArn));
  }

  private static void checkName(String name) {
    Names.check(name, "[A-Za-z0-9_.-]{3,255}", "a table's name");
  }
}
