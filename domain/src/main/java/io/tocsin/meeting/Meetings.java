package io.tocsin.meeting;

import io.tocsin.history.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The meetings. */
public interface Meetings {

  Optional<Meeting> find(String id);

  /** The incident's latest meeting. */
  Optional<Meeting> ofIncident(String incident);

  /**
   * The meeting that a provider knows under this id now.
   *
   * @param bookingId the provider's, of any length and any characters
   */
  Optional<Meeting> booked(String provider, String bookingId);

  /**
   * Adds a meeting.
   *
   * @return false, and nothing is changed, when the incident has a meeting of this or a later
   *     {@link Meeting#occasion}
   */
  boolean add(Meeting meeting);

  /**
   * Puts a meeting in the place of the one that was read.
   *
   * @param next with the same id, incident, occasion, service and time of creation; its {@link
   *     Meeting#revision} is 1 more
   * @return false, and nothing is changed, when somebody else did so before
   */
  boolean swap(Meeting read, Meeting next);

  /**
   * Refuses a swap that would make another meeting of it.
   *
   * @throws IllegalArgumentException when what may not change does, or the revision is another
   */
  static void checkSwap(Meeting read, Meeting next) {
    boolean same =
        next.id().equals(read.id())
            && next.incident().equals(read.incident())
            && next.occasion() == read.occasion()
            && next.about().service().equals(read.about().service())
            && next.createdAt().equals(read.createdAt());
    if (!same || next.revision() != read.revision() + 1) {
      throw new IllegalArgumentException("a meeting is swapped for its own next revision");
    }
  }

  /**
   * Ids of meetings for which something is {@link Meeting#due} by now, the longest overdue first.
   *
   * @param limit 1 to 100
   */
  List<String> due(Instant now, int limit);

  /**
   * Meetings by when they were wanted, newest first: of those of a service, or else of all, a
   * {@link io.tocsin.history.Sieve} picks those that are looked for.
   *
   * @param limit 1 to 100
   * @param cursor where the page before ended; good for any search
   * @throws io.tocsin.history.History.BadCursorException when the cursor is none of this store's
   */
  Page<Meeting> find(MeetingSearch search, int limit, Optional<String> cursor);

  /** All meetings, newest first: {@link #find} with nothing to look for. */
  default Page<Meeting> recent(int limit, Optional<String> cursor) {
    return find(MeetingSearch.ALL, limit, cursor);
  }

  /**
   * A service's meetings, by when they were wanted, newest first.
   *
   * @param limit 1 to 100
   */
  List<Meeting> ofService(String service, int limit);
}
