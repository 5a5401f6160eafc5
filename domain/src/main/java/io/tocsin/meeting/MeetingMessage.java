package io.tocsin.meeting;

/** What is on the {@code meetings} queue. */
public sealed interface MeetingMessage {

  /** An alert wants a meeting, or is news of the incident of one. */
  record Wanted(String alertId) implements MeetingMessage {}

  /** Something is to be done for a meeting. */
  record Due(String meetingId) implements MeetingMessage {}

  /** A provider says what became of a meeting. */
  record Changed(ProviderChange change) implements MeetingMessage {}
}
