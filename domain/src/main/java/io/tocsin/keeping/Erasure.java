package io.tocsin.keeping;

import io.tocsin.alert.Alert;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import io.tocsin.keys.DiscordUser;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeySummary;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meetings;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deletes what is kept of one owner, in steps: its keys end first, so that nothing more comes; then
 * go its alerts with all that is of them, and at last the keys. A step that dies anywhere is simply
 * followed by the next.
 */
public final class Erasure {
  private static final int AT_ONCE = 20;

  private final KeyDesk keys;
  private final History history;
  private final Meetings meetings;
  private final Eraser eraser;
  private final Optional<Filed> filed;
  private final Clock clock;

  public Erasure(
      KeyDesk keys,
      History history,
      Meetings meetings,
      Eraser eraser,
      Optional<Filed> filed,
      Clock clock) {
    this.keys = keys;
    this.history = history;
    this.meetings = meetings;
    this.eraser = eraser;
    this.filed = filed;
    this.clock = clock;
  }

  /** What the user was asked for once, as the channel of direct messages keeps it. */
  public static String opening(DiscordUser user) {
    return "discord-dm#" + user.id();
  }

  /**
   * Does the next step.
   *
   * @param deadline after which no further alert is begun
   */
  public Erased step(String owner, Instant deadline) {
    List<KeySummary> own = keys.list(Optional.of(owner));
    own.stream().filter(key -> key.revokedAt().isEmpty()).forEach(key -> keys.revoke(key.id()));
    Step step = new Step(owner, deadline);
    // Before the alerts, whose ids tell what else is filed of them.
    step.takeOut();
    if (step.deleteAlerts()) {
      own.forEach(eraser::key);
      step.keys = own.size();
      DiscordUser.of(owner).ifPresent(this::deleteWay);
    }
    return step.done();
  }

  /** What leads to a user in person: the lane is called like its owner, as no other lane can be. */
  private void deleteWay(DiscordUser user) {
    eraser.opened(opening(user));
    eraser.lane(user.owner());
  }

  /** One step under way. */
  private final class Step {
    private final String owner;
    private final Instant deadline;
    private int alerts;
    private int deliveries;
    private int about;
    private int keys;
    private int out;
    private boolean late;

    Step(String owner, Instant deadline) {
      this.owner = owner;
      this.deadline = deadline;
    }

    void takeOut() {
      filed.ifPresent(
          archive -> {
            Set<String> alertIds = new HashSet<>();
            Set<String> meetingIds = new HashSet<>();
            stories()
                .forEach(
                    story -> {
                      alertIds.add(story.alert().id());
                      about(story.alert()).map(Meeting::id).forEach(meetingIds::add);
                    });
            out = archive.forget(owner, alertIds, meetingIds);
          });
    }

    /** Whether it came to the last of them. */
    boolean deleteAlerts() {
      stories()
          .takeWhile(
              any -> {
                late = !clock.instant().isBefore(deadline);
                return !late;
              })
          .forEach(this::delete);
      return !late;
    }

    private void delete(Story story) {
      about(story.alert())
          .forEach(
              meeting -> {
                eraser.meeting(meeting);
                about++;
              });
      // Last, since it is the alert that leads to the others.
      eraser.alert(story);
      alerts++;
      deliveries += story.deliveries().size();
    }

    private Stream<Story> stories() {
      Search search = Search.builder().owner(owner).build();
      return Stream.iterate(
              Optional.of(history.find(search, AT_ONCE, Optional.empty())),
              Optional::isPresent,
              page ->
                  page.flatMap(Page::next)
                      .map(cursor -> history.find(search, AT_ONCE, Optional.of(cursor))))
          .flatMap(page -> page.orElseThrow().items().stream());
    }

    /** Whoever did something looks once more: an alert may have come meanwhile. */
    Erased done() {
      boolean any = alerts + about + keys + out > 0;
      return new Erased(alerts, deliveries, about, keys, out, any || late);
    }
  }

  /** An incident is of one key, so that its meetings are about alerts of one owner alone. */
  private Stream<Meeting> about(Alert alert) {
    String incident = Meeting.incident(alert);
    int occasions = meetings.ofIncident(incident).map(Meeting::occasion).orElse(0);
    return IntStream.rangeClosed(1, occasions)
        .mapToObj(occasion -> meetings.find(Meeting.id(incident, occasion)))
        .flatMap(Optional::stream);
  }
}
