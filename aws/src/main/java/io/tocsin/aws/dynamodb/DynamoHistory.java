package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.HistoryItems.AT;
import static io.tocsin.aws.dynamodb.HistoryItems.DAY;
import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.Alert;
import io.tocsin.history.Cursor;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.history.Sieve;
import io.tocsin.history.Story;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The history in DynamoDB (see {@link HistoryItems}).
 *
 * <p>{@link #recent} makes one query for the days that have alerts, and one for each of these days
 * that it touches; days without alerts cost nothing. {@link #find} does so too, unless it is for a
 * service, an owner or dead letters: then it makes one query, and reads what that leads to. The
 * indexes lag behind as a rule by less than a second; everything else is read as it is.
 */
final class DynamoHistory implements History {
  private final DynamoDbClient client;
  private final HistoryItems items;
  private final Days days;
  private final Lookup lookup;
  private final Stories stories;

  DynamoHistory(DynamoDbClient client, HistoryItems items, Days days, Lookup lookup) {
    this.client = client;
    this.items = items;
    this.days = days;
    this.lookup = lookup;
    this.stories = new Stories(items, lookup);
  }

  @Override
  public Map<String, Alert> alerts(Collection<String> ids) {
    List<Map<String, AttributeValue>> keys =
        ids.stream()
            .map(HistoryItems::partition)
            .filter(Values::fits)
            .map(partition -> Values.key(partition, HistoryItems.ALERT))
            .toList();
    Map<String, Alert> found = new HashMap<>();
    lookup.items(keys).stream()
        .flatMap(item -> HistoryItems.alert(item).stream())
        .forEach(alert -> found.put(alert.id(), alert));
    return found;
  }

  @Override
  public Optional<Story> story(String alertId) {
    String partition = HistoryItems.partition(alertId);
    if (!Values.fits(partition)) {
      return Optional.empty();
    }
    QueryRequest query = backwards(partition).consistentRead(true).build();
    return stories.read(client.queryPaginator(query).items()).findFirst();
  }

  @Override
  public Page<Story> find(Search search, int limit, Optional<String> cursor) {
    Page.checkLimit(limit);
    Optional<Cursor> last = cursor.map(Cursor::parse);
    Span span = Span.of(search, last);
    if (span.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    Iterator<Story> walk =
        listed(search, span, limit).orElseGet(() -> days(search, last, span, limit));
    return Sieve.page(walk, search, limit);
  }

  /** Those that one index leads to. */
  private Optional<Iterator<Story>> listed(Search search, Span span, int limit) {
    Optional<String> service =
        search
            .service()
            .filter(any -> search.owner().isEmpty())
            .map(name -> HistoryItems.service(HistoryItems.ALERT, name));
    Table.Index index = service.isPresent() ? Table.BY_SERVICE : Table.BY_LIST;
    int atOnce = limit + 1;
    return service
        .or(() -> search.owner().map(HistoryItems::ownList))
        .or(() -> Optional.of(HistoryItems.DEAD).filter(any -> search.forDeadLetters()))
        .map(value -> stories.read(lookup.keys(index, value, span, atOnce), atOnce).iterator());
  }

  /** All in that span, day by day. */
  private Iterator<Story> days(Search search, Optional<Cursor> last, Span span, int limit) {
    Optional<String> latest =
        Stream.of(search.before(), last.map(Cursor::receivedAt))
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .map(HistoryItems::day);
    String earliest = search.from().map(HistoryItems::day).orElse("");
    // Most alerts have one or two deliveries; a page of the answer need not be a whole MiB.
    int atOnce = search.plain() ? 3 * (limit + 1) : 3 * Page.LONGEST;
    return new Onward<>(
        days.latest(latest).takeWhile(day -> day.compareTo(earliest) >= 0).iterator(),
        day -> stories.read(client.queryPaginator(ofDay(day, span, atOnce)).items()).iterator());
  }

  @Override
  public List<Alert> ofService(String service, int limit) {
    return lookup.ofService(HistoryItems.ALERT, service, limit).stream()
        .flatMap(item -> HistoryItems.alert(item).stream())
        .filter(alert -> alert.service().equals(service))
        .toList();
  }

  @Override
  public boolean forgotten(String alertId) {
    String partition = HistoryItems.partition(alertId);
    return lookup.item(partition, HistoryItems.ALERT).filter(HistoryItems::isForgotten).isPresent();
  }

  @Override
  public void refused(Refusal refusal) {
    client.putItem(put -> put.tableName(items.table()).item(items.item(refusal)));
  }

  @Override
  public List<Refusal> refusals(int limit) {
    QueryRequest query = backwards(HistoryItems.REFUSALS).limit(limit).build();
    return client.queryPaginator(query).items().stream()
        .filter(items::live)
        .limit(limit)
        .map(item -> Wire.read(Values.must(item, Values.JSON), Refusal.class))
        .toList();
  }

  private QueryRequest.Builder backwards(String partition) {
    return QueryRequest.builder()
        .tableName(items.table())
        .keyConditionExpression("#pk = :pk")
        .expressionAttributeNames(Map.of("#pk", PK))
        .expressionAttributeValues(Map.of(":pk", text(partition)))
        .scanIndexForward(false);
  }

  private QueryRequest ofDay(String day, Span span, int atOnce) {
    return QueryRequest.builder()
        .tableName(items.table())
        .indexName(Table.BY_DAY.name())
        .keyConditionExpression("#day = :day AND #at BETWEEN :from AND :to")
        .expressionAttributeNames(Map.of("#day", DAY, "#at", AT))
        .expressionAttributeValues(
            Map.of(":day", text(day), ":from", text(span.from()), ":to", text(span.to())))
        .scanIndexForward(false)
        .limit(atOnce)
        .build();
  }

  /** One after the other, of which the next is not begun before the one before it is read. */
  private static final class Onward<A, B> implements Iterator<B> {
    private final Iterator<A> parts;
    private final Function<A, Iterator<B>> read;
    private Iterator<B> part = Collections.emptyIterator();

    Onward(Iterator<A> parts, Function<A, Iterator<B>> read) {
      this.parts = parts;
      this.read = read;
    }

    @Override
    public boolean hasNext() {
      while (!part.hasNext() && parts.hasNext()) {
        part = read.apply(parts.next());
      }
      return part.hasNext();
    }

    @Override
    public B next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return part.next();
    }
  }
}
