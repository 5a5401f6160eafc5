package io.tocsin.aws.dynamodb;

import io.tocsin.analysis.Lessons;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.Pause;
import io.tocsin.history.Acknowledgements;
import io.tocsin.history.History;
import io.tocsin.keeping.Eraser;
import io.tocsin.keeping.Retention;
import io.tocsin.keys.Keys;
import io.tocsin.keys.Quotas;
import io.tocsin.keys.Sealer;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.Meetings;
import io.tocsin.report.Changes;
import io.tocsin.report.Counters;
import io.tocsin.report.Reports;
import io.tocsin.routing.Silences;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The stores on DynamoDB, for any number of threads. The tables must be there ({@link Tables}).
 *
 * <p>They throw the SDK's exceptions when DynamoDB cannot be reached or refuses; nothing of what
 * was asked has then been promised, and asking again does no harm.
 */
public final class DynamoStores {
  private final DynamoDbClient client;
  private final Tables tables;
  private final HistoryItems items;
  private final Days days;
  private final Backoff backoff;
  private final Lookup lookup;
  private final Supplier<String> ids;

  /**
   * Makes the stores.
   *
   * @param retention how long the history is kept; asked for when something is first written there
   * @param ids makes an id for each write, different from all others
   */
  public DynamoStores(
      DynamoDbClient client,
      Tables tables,
      Supplier<Retention> retention,
      Clock clock,
      Pause pause,
      RandomGenerator random,
      Supplier<String> ids) {
    this.client = client;
    this.tables = tables;
    this.items = new HistoryItems(tables.history(), clock, retention);
    this.days = new Days(client, items);
    this.backoff = new Backoff(pause, random);
    this.lookup = new Lookup(client, items, backoff);
    this.ids = ids;
  }

  public Outbox outbox() {
    return new DynamoOutbox(
        client,
        tables.outbox(),
        new Lanes(client, tables.outbox(), ids),
        items,
        new Incidents(items, lookup),
        days,
        new Transactions(client, backoff));
  }

  public Acknowledgements acknowledgements() {
    return new DynamoAcknowledgements(
        lookup, new Incidents(items, lookup), new Transactions(client, backoff), backoff);
  }

  public History history() {
    return new DynamoHistory(client, items, days, lookup);
  }

  public Meetings meetings() {
    return new DynamoMeetings(
        client, new MeetingItems(items), lookup, new Transactions(client, backoff));
  }

  public Exchanges exchanges() {
    return new DynamoExchanges(client, items);
  }

  public Lessons lessons() {
    return new DynamoLessons(client, items, lookup);
  }

  public Eraser eraser() {
    return new DynamoEraser(
        client,
        tables,
        items,
        outbox(),
        new MeetingItems(items),
        new DynamoExchanges(client, items));
  }

  public Reports reports() {
    return new DynamoReports(client, items);
  }

  /** Reads what the history's stream tells. */
  public Changes changes() {
    return new DynamoChanges();
  }

  /** Counts what the history's stream tells. */
  public Counters counters() {
    return new DynamoCounters(
        new CounterItems(items), lookup, new Transactions(client, backoff), backoff);
  }

  public Keys keys(Sealer sealer) {
    return new DynamoKeys(client, tables.keys(), sealer, new Transactions(client, backoff));
  }

  public Quotas quotas() {
    return new DynamoQuotas(client, tables.keys());
  }

  public Silences silences() {
    return new DynamoSilences(client, tables.outbox());
  }
}
