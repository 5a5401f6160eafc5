package io.tocsin.store;

import io.tocsin.history.Page;
import io.tocsin.history.Sieve;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSearch;
import io.tocsin.meeting.Meetings;
import io.tocsin.report.Change.MeetingRecorded;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The meetings in ordered maps: whole by id, and ids by incident, booking, due time, time of
 * creation and service. Keeps everything.
 */
public final class MapMeetings implements Meetings {
  private final Maps maps;
  private final OrderedMap<Meeting> meetings;
  private final OrderedMap<Entry> incidents;
  private final OrderedMap<Entry> bookings;
  private final OrderedMap<Entry> due;
  private final OrderedMap<Entry> timeline;
  private final OrderedMap<Entry> services;
  private final MapCounters counters;

  public MapMeetings(Maps maps) {
    this.maps = maps;
    this.meetings = maps.map("meetings", Meeting.class);
    this.incidents = maps.map("meeting-incidents", Entry.class);
    this.bookings = maps.map("meeting-bookings", Entry.class);
    this.due = maps.map("meetings-due", Entry.class);
    this.timeline = maps.map("meeting-timeline", Entry.class);
    this.services = maps.map("meeting-services", Entry.class);
    this.counters = MapCounters.in(maps);
  }

  @Override
  public Optional<Meeting> find(String id) {
    return maps.atomically(() -> meetings.get(id));
  }

  @Override
  public Optional<Meeting> ofIncident(String incident) {
    return maps.atomically(() -> latest(incident));
  }

  @Override
  public Optional<Meeting> booked(String provider, String bookingId) {
    return maps.atomically(
        () ->
            bookings
                .get(booking(provider, bookingId))
                .flatMap(found -> meetings.get(found.name()))
                .filter(
                    meeting ->
                        meeting.booking().filter(now -> now.is(provider, bookingId)).isPresent()));
  }

  @Override
  public boolean add(Meeting meeting) {
    return maps.atomically(
        () -> {
          boolean first =
              latest(meeting.incident())
                  .filter(there -> there.occasion() >= meeting.occasion())
                  .isEmpty();
          if (first) {
            Entry entry = new Entry(meeting.id());
            String place = Place.of(meeting).text();
            incidents.put(meeting.incident(), entry);
            timeline.put(place, entry);
            services.put(Key.part(meeting.about().service()) + place, entry);
            put(meeting);
          }
          return first;
        });
  }

  @Override
  public boolean swap(Meeting read, Meeting next) {
    Meetings.checkSwap(read, next);
    return maps.atomically(
        () -> {
          Optional<Meeting> there =
              meetings.get(read.id()).filter(found -> found.revision() == read.revision());
          there.flatMap(MapMeetings::duePlace).ifPresent(due::remove);
          there.ifPresent(old -> put(next));
          return there.isPresent();
        });
  }

  private void put(Meeting meeting) {
    counters.count(new MeetingRecorded(meetings.get(meeting.id()), meeting));
    Entry entry = new Entry(meeting.id());
    meetings.put(meeting.id(), meeting);
    duePlace(meeting).ifPresent(place -> due.put(place, entry));
    // What it was booked as before is left behind: the meeting itself says what it is booked as.
    meeting.booking().ifPresent(at -> bookings.put(booking(at.provider(), at.id()), entry));
  }

  @Override
  public List<String> due(Instant now, int limit) {
    Page.checkLimit(limit);
    return maps.atomically(
        () ->
            due.ascending("", Place.after(now))
                .limit(limit)
                .map(found -> found.getValue().name())
                .toList());
  }

  @Override
  public Page<Meeting> find(MeetingSearch search, int limit, Optional<String> cursor) {
    Page.checkLimit(limit);
    Optional<String> place = cursor.map(Place::parse);
    return maps.atomically(
        () ->
            Sieve.page(
                whole(
                        search
                            .service()
                            .map(name -> latest(services, Key.part(name), search, place))
                            .orElseGet(() -> latest(timeline, "", search, place)))
                    .iterator(),
                search::finds,
                limit,
                last -> Place.of(last).cursor()));
  }

  private static Stream<Map.Entry<String, Entry>> latest(
      OrderedMap<Entry> index, String part, MeetingSearch search, Optional<String> cursor) {
    String to =
        Stream.of(search.before().map(Place::before), cursor)
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder())
            .orElse(Place.END);
    return index.descending(part + search.from().map(Place::before).orElse(""), part + to);
  }

  @Override
  public List<Meeting> ofService(String service, int limit) {
    Page.checkLimit(limit);
    String part = Key.part(service);
    return maps.atomically(
        () -> whole(services.descending(part, Key.after(part)).limit(limit)).toList());
  }

  private Stream<Meeting> whole(Stream<Map.Entry<String, Entry>> entries) {
    return entries.flatMap(entry -> meetings.get(entry.getValue().name()).stream());
  }

  private Optional<Meeting> latest(String incident) {
    return incidents.get(incident).flatMap(found -> meetings.get(found.name()));
  }

  private static Optional<String> duePlace(Meeting meeting) {
    return meeting.due().map(at -> new Place(at, meeting.id()).text());
  }

  private static String booking(String provider, String bookingId) {
    return Key.part(provider) + bookingId;
  }
}
