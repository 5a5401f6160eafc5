package io.tocsin.scheduler.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.Source;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.time.Clock;

/** Tells ChainSync of the meeting that one of its alerts became. */
final class ChainSyncSource implements Source {
  private static final String NAME = "chainsync";
  private static final String NOTES = "AI analysis complete. Meeting scheduled.";

  private final ChainSyncApi api;
  private final ChainSyncLine line;
  private final Secret key;
  private final Clock clock;

  ChainSyncSource(ChainSyncApi api, ChainSyncLine line, Secret key, Clock clock) {
    this.api = api;
    this.line = line;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public boolean is(String source) {
    return NAME.equals(source);
  }

  @Override
  public void meetingScheduled(String meetingId, String reference, URI meeting) {
    String body =
        Wire.write(
            JsonNodeFactory.instance
                .objectNode()
                .put("status", "meeting_scheduled")
                .put("meeting_url", meeting.toString())
                .put("notes", NOTES));
    Answer answer =
        line.make(
            new Call(
                "ChainSync",
                meetingId,
                "PATCH /alerts/" + reference,
                body,
                key,
                clock.instant().plus(Call.LONGEST),
                () -> api.update(key.reveal(), meetingId, reference, body)));
    if (!answer.good()) {
      throw answer.failure();
    }
  }
}
