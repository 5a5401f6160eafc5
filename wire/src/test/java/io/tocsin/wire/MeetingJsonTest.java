package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingMessage.Changed;
import io.tocsin.meeting.MeetingMessage.Due;
import io.tocsin.meeting.MeetingMessage.Wanted;
import io.tocsin.meeting.ProviderChange;
import io.tocsin.meeting.ProviderChange.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingJsonTest {
  private static final ProviderChange MOVED =
      new ProviderChange(
          "slotify",
          "slotify-meeting-xyz",
          Status.RESCHEDULED,
          Optional.of(URI.create("https://slotify.com/meetings/xyz")),
          Optional.of(Instant.parse("2025-11-26T15:00:00Z")),
          Optional.of(Duration.ofMinutes(60)),
          List.of("devops@company.com"),
          Optional.of("it did not suit"));

  /** What is on a queue while a new version is deployed is read by it: the files never change. */
  @Test
  void theMessagesAreThoseOfTheGoldenFiles() throws Exception {
    golden("meeting-wanted.json", new Wanted("ev_0123456789abcdef01234567"));
    golden("meeting-due.json", new Due("mt_0123456789abcdef01234567"));
    golden("meeting-changed.json", new Changed(MOVED));
  }

  private static void golden(String file, MeetingMessage message)
      throws IOException, InvalidJsonException {
    try (InputStream in = MeetingJsonTest.class.getResourceAsStream("/golden/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(text, MeetingJson.write(message));
      assertEquals(message, MeetingJson.read(text));
    }
  }

  @Test
  void whatAProviderNeedNotSayMayBeMissing() throws InvalidJsonException {
    ProviderChange change =
        new ProviderChange(
            "slotify",
            "x",
            Status.CANCELLED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());
    assertEquals(new Changed(change), MeetingJson.read(MeetingJson.write(new Changed(change))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"version\":1}",
        "{\"alert\":\"a\",\"meeting\":\"b\"}",
        "{\"alert\":7}",
        "{\"provider\":\"slotify\"}",
        "{\"provider\":\"slotify\",\"meeting_id\":\"x\",\"status\":\"gone\"}",
        "{\"provider\":\"slotify\",\"meeting_id\":\"\",\"status\":\"cancelled\"}",
        "{\"provider\":\"s\",\"meeting_id\":\"x\",\"status\":\"scheduled\",\"duration_minutes\":0}",
        "{\"provider\":\"s\",\"meeting_id\":\"x\",\"status\":\"scheduled\","
            + "\"scheduled_time\":\"soon\"}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThrows(InvalidJsonException.class, () -> MeetingJson.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https:",
        "ftp://a.example",
        "https:///x",
        " https://a.example"
      })
  void anAddressThatIsNoPageIsRefused(String url) {
    String text =
        "{\"provider\":\"s\",\"meeting_id\":\"x\",\"status\":\"scheduled\",\"meeting_url\":\""
            + url
            + "\"}";
    InvalidJsonException refused =
        assertThrows(InvalidJsonException.class, () -> MeetingJson.read(text));
    assertTrue(refused.toString().contains("meeting_url"), refused.toString());
  }
}
