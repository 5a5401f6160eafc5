package io.tocsin.local.cli;

import io.tocsin.local.LocalKey;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import java.io.PrintStream;

/** What {@code tocsin up} says when it is ready. The first line is one that scripts wait for. */
final class ReadyMessage {
  private final LocalTocsin tocsin;
  private final LocalOptions options;

  ReadyMessage(LocalTocsin tocsin, LocalOptions options) {
    this.tocsin = tocsin;
    this.options = options;
  }

  void print(PrintStream out) {
    out.println("Tocsin is ready on " + tocsin.url());
    out.println();
    out.println("Send an alert with ./tocsin send --help, or paste this:");
    out.println();
    out.print(curl().indent(2));
    out.println();
    out.println("Console        " + tocsin.url() + "/console  (it asks for " + whichKey() + ")");
    out.println("What arrived   " + tocsin.url() + "/standins/discord");
    out.println("               " + tocsin.url() + "/standins/slack");
    out.println("Meetings       " + tocsin.url() + "/standins/slotify");
    out.println("Queues (SQS)   " + tocsin.sqsEndpoint() + "  (any credentials)");
    out.println(
        "Tables         "
            + options
                .dynamoDb()
                .map(endpoint -> "DynamoDB at " + endpoint)
                .orElse("a file in the data directory"));
    out.println("Data           " + options.data().toAbsolutePath().normalize());
    if (tocsin.key().own()) {
      out.println("Your local key " + tocsin.key().id());
      out.println("  its secret   " + tocsin.key().secret().reveal());
    }
    out.println();
    out.println("Ctrl-C stops it.");
    out.flush();
  }

  private String whichKey() {
    return tocsin.key().own() ? "your local key, below" : "a key; you gave one, WEBHOOK_API_KEY";
  }

  /** Signs when it is pasted, so it can be pasted again later. */
  private String curl() {
    LocalKey key = tocsin.key();
    // A secret from the environment stays there.
    String secret = key.own() ? "'" + key.secret().reveal() + "'" : "\"$WEBHOOK_SECRET_KEY\"";
    String id = key.own() ? key.id() : "$WEBHOOK_API_KEY";
    return """
        body='{"service":"plex","priority":"P1","title":"plex is down","message":"3 checks failed"}'
        time=$(date +%%s)
        sign=$(printf '%%s.%%s' "$time" "$body" | openssl dgst -sha256 -hmac %s | sed 's/.* //')
        curl -sS %s/api/v1/alert -H 'Content-Type: application/json' \\
          -H "X-API-Key: %s" -H "X-Timestamp: $time" -H "X-Signature: $sign" --data-binary "$body"
        """
        .formatted(secret, tocsin.url(), id);
  }
}
