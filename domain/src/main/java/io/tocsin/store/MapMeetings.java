package io.tocsin.store;

import io.tocsin.history.Page;
import io.tocsin.history.Sieve;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSearch;
import io.tocsin.meeting.Meetings;
import io.tocsin.report.Change.MeetingRecorded;
import io.tocsin.store.Ends.End;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The meetings in ordered maps: whole by id, and ids by incident, booking, due time, time of
 * creation and service. What has expired is passed over until {@link MapExpiry} removes it.
 */
public final class MapMeetings implements Meetings {
  private final Maps maps;
  private final Ends ends;
  private final OrderedMap<Meeting> meetings;
  private final OrderedMap<Entry> incidents;
  private final OrderedMap<Entry> bookings;
  private final OrderedMap<Entry> due;
  private final OrderedMap<Entry> timeline;
  private final OrderedMap<Entry> services;
  private final MapCounters counters;

  /** One that keeps everything. */
  public MapMeetings(Maps maps) {
    this(maps, Optional.empty());
  }

  public MapMeetings(Maps maps, Keeping keeping) {
    this(maps, Optional.of(keeping));
  }

  MapMeetings(Maps maps, Optional<Keeping> keeping) {
    this.maps = maps;
    this.ends = new Ends(maps, keeping);
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
    return maps.atomically(() -> live(id));
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
                .flatMap(found -> live(found.name()))
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
            meetings.get(meeting.id()).ifPresent(this::setAside);
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
              live(read.id()).filter(found -> found.revision() == read.revision());
          there.flatMap(MapMeetings::duePlace).ifPresent(due::remove);
          there.ifPresent(old -> put(next));
          return there.isPresent();
        });
  }

  private void put(Meeting meeting) {
    counters.count(new MeetingRecorded(meetings.get(meeting.id()), meeting));
    Entry entry = new Entry(meeting.id());
    meetings.put(meeting.id(), meeting);
    ends.renew(Shelf.MEETING, meeting.id());
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
                .map(found -> found.getValue().name())
                .filter(id -> ends.live(Shelf.MEETING, id))
                .limit(limit)
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
        () -> whole(services.descending(part, Key.after(part))).limit(limit).toList());
  }

  private Stream<Meeting> whole(Stream<Map.Entry<String, Entry>> entries) {
    return entries.flatMap(entry -> live(entry.getValue().name()).stream());
  }

  private Optional<Meeting> latest(String incident) {
    return incidents.get(incident).flatMap(found -> live(found.name()));
  }

  private Optional<Meeting> live(String id) {
    return meetings.get(id).filter(any -> ends.live(Shelf.MEETING, id));
  }

  /** Whether or not it has expired. */
  Optional<Meeting> raw(String key) {
    return meetings.get(key);
  }

  void remove(String key) {
    meetings.get(key).filter(meeting -> meeting.id().equals(key)).ifPresent(this::removePlaces);
    meetings.remove(key);
    ends.clear(Shelf.MEETING, key);
  }

  private void removePlaces(Meeting meeting) {
    Entry entry = new Entry(meeting.id());
    String place = Place.of(meeting).text();
    timeline.remove(place);
    services.remove(Key.part(meeting.about().service()) + place);
    duePlace(meeting).ifPresent(due::remove);
    if (incidents.get(meeting.incident()).equals(Optional.of(entry))) {
      incidents.remove(meeting.incident());
    }
    meeting.booking().map(at -> booking(at.provider(), at.id())).ifPresent(bookings::remove);
  }

  /** One that has expired, and is not filed yet, makes room for one of the same id. */
  private void setAside(Meeting old) {
    Optional<End> end = ends.get(Shelf.MEETING, old.id());
    remove(old.id());
    end.map(over -> new End(Shelf.MEETING, old.id() + "/" + over.at(), over.at()))
        .ifPresent(
            over -> {
              meetings.put(over.key(), old);
              ends.set(over);
            });
  }

  private static Optional<String> duePlace(Meeting meeting) {
    return meeting.due().map(at -> new Place(at, meeting.id()).text());
  }

  private static String booking(String provider, String bookingId) {
    return Key.part(provider) + bookingId;
  }
}
