package io.tocsin.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingMessage.Changed;
import io.tocsin.meeting.MeetingMessage.Due;
import io.tocsin.meeting.MeetingMessage.Wanted;
import io.tocsin.meeting.ProviderChange;
import io.tocsin.meeting.ProviderChange.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The messages on the {@code meetings} queue: {@code {"version":1,"alert":"…"}}, {@code
 * {"version":1,"meeting":"…"}} or {@code {"version":1,"provider":"…",…}} with what a provider says
 * of a meeting.
 */
public final class MeetingJson {
  /** Of an id, whoever made it. */
  public static final int LONGEST_ID = 500;

  /** Of an address of a page. */
  public static final int LONGEST_URL = 2_000;

  /** Of what came of a meeting, in words. */
  public static final int LONGEST_OUTCOME = 500;

  public static final int MOST_ATTENDEES = 100;
  public static final int LONGEST_ADDRESS = 320;

  private static final int VERSION = 1;
  private static final int LONGEST_WORD = 32;
  private static final long MOST_MINUTES = Duration.ofDays(7).toMinutes();

  private MeetingJson() {}

  public static String write(MeetingMessage message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", VERSION);
    if (message instanceof Wanted wanted) {
      json.put("alert", wanted.alertId());
    } else if (message instanceof Due due) {
      json.put("meeting", due.meetingId());
    } else if (message instanceof Changed changed) {
      write(changed.change(), json);
    }
    return Wire.write(json);
  }

  private static void write(ProviderChange change, ObjectNode json) {
    json.put("provider", change.provider());
    json.put("meeting_id", change.bookingId());
    json.put("status", change.status().name().toLowerCase(Locale.ROOT));
    change.url().ifPresent(url -> json.put("meeting_url", url.toString()));
    change.start().ifPresent(start -> json.put("scheduled_time", start.toString()));
    change.length().ifPresent(length -> json.put("duration_minutes", length.toMinutes()));
    var attendees = json.putArray("attendees");
    change.attendees().forEach(attendees::add);
    change.outcome().ifPresent(outcome -> json.put("outcome", outcome));
  }

  /**
   * Reads a message.
   *
   * @throws InvalidJsonException when it is none
   */
  public static MeetingMessage read(String text) throws InvalidJsonException {
    Fields fields = Fields.of(Wire.parse(text));
    Optional<String> alert = fields.optional("alert", LONGEST_ID);
    Optional<String> meeting = fields.optional("meeting", LONGEST_ID);
    Optional<String> provider = fields.optional("provider", LONGEST_ID);
    if (List.of(alert, meeting, provider).stream().filter(Optional::isPresent).count() != 1) {
      fields.mistake("", "must have one of the members alert, meeting and provider");
    }
    Optional<ProviderChange> change =
        provider.isPresent() ? Optional.of(change(provider.get(), fields)) : Optional.empty();
    fields.check();
    return change
        .<MeetingMessage>map(Changed::new)
        .or(() -> alert.map(Wanted::new))
        .or(() -> meeting.map(Due::new))
        .orElseThrow();
  }

  /**
   * Reads what a provider says of a meeting, as its webhook and the queue have it. Mistakes are in
   * the fields, and then what is given back is of no use.
   */
  public static ProviderChange change(String provider, Fields fields) {
    String id = fields.required("meeting_id", LONGEST_ID);
    Status status = status(fields);
    return new ProviderChange(
        provider,
        id,
        status,
        url(fields),
        fields.instant("scheduled_time"),
        length(fields),
        fields.texts("attendees", MOST_ATTENDEES, LONGEST_ADDRESS),
        fields.optional("outcome", LONGEST_OUTCOME).filter(outcome -> !outcome.isBlank()));
  }

  private static Status status(Fields fields) {
    String word = fields.required("status", LONGEST_WORD);
    Optional<Status> status =
        Set.of(Status.values()).stream()
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst();
    if (status.isEmpty() && !word.isEmpty()) {
      fields.mistake("status", "must be scheduled, rescheduled, completed or cancelled");
    }
    return status.orElse(Status.SCHEDULED);
  }

  private static Optional<URI> url(Fields fields) {
    Optional<String> text = fields.optional("meeting_url", LONGEST_URL);
    Optional<URI> url = text.flatMap(MeetingJson::address);
    if (text.isPresent() && url.isEmpty()) {
      fields.mistake("meeting_url", "must be an address of http or https");
    }
    return url;
  }

  private static Optional<URI> address(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> length(Fields fields) {
    Optional<Long> minutes = fields.number("duration_minutes");
    if (minutes.filter(some -> some < 1 || some > MOST_MINUTES).isPresent()) {
      fields.mistake("duration_minutes", "must be from 1 to " + MOST_MINUTES);
      return Optional.empty();
    }
    return minutes.map(Duration::ofMinutes);
  }
}
