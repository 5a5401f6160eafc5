package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.MeetingItems.ID;
import static io.tocsin.aws.dynamodb.MeetingItems.MEETING;
import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.history.Page;
import io.tocsin.history.Sieve;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSearch;
import io.tocsin.meeting.Meetings;
import io.tocsin.store.Place;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The meetings in DynamoDB (see {@link MeetingItems}). A change is one transaction; a read is one
 * request, or two where it finds the meetings' ids first. All reads but {@link #ofService} are of
 * what was written last.
 */
record DynamoMeetings(
    DynamoDbClient client, MeetingItems items, Lookup lookup, Transactions transactions)
    implements Meetings {

  @Override
  public Optional<Meeting> find(String id) {
    return lookup.item(MeetingItems.partition(id), MEETING).map(MeetingItems::meeting);
  }

  @Override
  public Optional<Meeting> ofIncident(String incident) {
    return through(MeetingItems.incident(incident), MEETING);
  }

  @Override
  public Optional<Meeting> booked(String provider, String bookingId) {
    return through(MeetingItems.booking(provider, bookingId), MeetingItems.BOOKING)
        .filter(
            meeting -> meeting.booking().filter(now -> now.is(provider, bookingId)).isPresent());
  }

  private Optional<Meeting> through(String partition, String sort) {
    return lookup.item(partition, sort).flatMap(item -> Values.text(item, ID)).flatMap(this::find);
  }

  @Override
  public boolean add(Meeting meeting) {
    return transactions.write(items.added(meeting)).isEmpty();
  }

  @Override
  public boolean swap(Meeting read, Meeting next) {
    Meetings.checkSwap(read, next);
    return transactions.write(items.swapped(read, next)).isEmpty();
  }

  @Override
  public List<String> due(Instant now, int limit) {
    Page.checkLimit(limit);
    return ids(MeetingItems.DUE, new Span(Span.BEGIN, Place.after(now)), true, limit)
        .limit(limit)
        .toList();
  }

  @Override
  public Page<Meeting> find(MeetingSearch search, int limit, Optional<String> cursor) {
    Page.checkLimit(limit);
    Span span =
        new Span(
            search.from().map(Place::before).orElse(Span.BEGIN),
            Stream.of(search.before().map(Place::before), cursor.map(Place::parse))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(Span.END));
    if (span.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    int atOnce = limit + 1;
    Iterable<Map<String, AttributeValue>> keys =
        search
            .service()
            .map(name -> HistoryItems.service(MEETING, name))
            .map(service -> lookup.keys(Table.BY_SERVICE, service, span, atOnce))
            .orElseGet(() -> listed(span, atOnce));
    return Sieve.page(
        lookup
            .items(keys.iterator(), atOnce)
            .map(MeetingItems::meeting)
            .filter(meeting -> !Place.of(meeting).text().equals(span.to()))
            .iterator(),
        search::finds,
        limit,
        last -> Place.of(last).cursor());
  }

  private Iterable<Map<String, AttributeValue>> listed(Span span, int atOnce) {
    return () ->
        ids(MeetingItems.MEETINGS, span, false, atOnce)
            .map(id -> Values.key(MeetingItems.partition(id), MEETING))
            .iterator();
  }

  @Override
  public List<Meeting> ofService(String service, int limit) {
    return lookup.ofService(MEETING, service, limit).stream()
        .map(MeetingItems::meeting)
        .filter(meeting -> meeting.about().service().equals(service))
        .toList();
  }

  private Stream<String> ids(String list, Span span, boolean oldestFirst, int atOnce) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(items.history().table())
            .keyConditionExpression("#pk = :list AND #sk BETWEEN :from AND :to")
            .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
            .expressionAttributeValues(
                Map.of(":list", text(list), ":from", text(span.from()), ":to", text(span.to())))
            .scanIndexForward(oldestFirst)
            .consistentRead(true)
            .limit(atOnce)
            .build();
    return client.queryPaginator(query).items().stream()
        .filter(items.history()::live)
        .map(item -> Values.must(item, ID));
  }
}
