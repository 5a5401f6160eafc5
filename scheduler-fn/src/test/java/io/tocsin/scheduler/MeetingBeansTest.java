package io.tocsin.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.alert.Alert;
import io.tocsin.meeting.Booking;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parts the function is made of, as it is configured; with servers of both providers. */
@Timeout(60)
class MeetingBeansTest {
  private static final String KEY = "s3cr3t-key";

  private final Path folder;
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final HttpServer slotify;
  private final Map<String, String> variables = new HashMap<>();

  MeetingBeansTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    slotify = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slotify.createContext(
        "/",
        exchange -> {
          byte[] answer =
              "{\"meeting_id\":\"xyz\",\"meeting_url\":\"https://slotify.example/xyz\"}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
  }

  @BeforeEach
  void start() {
    mail.start();
    slotify.start();
    variables.put("TOCSIN_LOCAL", "true");
  }

  @AfterEach
  void stop() {
    slotify.stop(0);
    mail.stop();
  }

  private void withSlotify() {
    variables.put("SLOTIFY_API_URL", "http://127.0.0.1:" + slotify.getAddress().getPort());
    variables.put("SLOTIFY_API_KEY", KEY);
  }

  private void withMail() {
    variables.put("TOCSIN_MEETING_MAIL_URL", "smtp://127.0.0.1:" + mail.getSmtp().getPort());
    variables.put("TOCSIN_MEETING_MAIL_FROM", "tocsin@example.org");
  }

  private void configured(String meetings) throws IOException {
    Path file = folder.resolve("tocsin.yml");
    Files.writeString(
        file,
        "version: 1\nmeetings:\n  people: { ann: ann@example.org }\n  always: [ann]\n  "
            + meetings
            + "\n");
    variables.put("TOCSIN_CONFIG", file.toString());
  }

  /** Who makes the meeting of an alert. */
  private Optional<String> maker() {
    try (Desk desk = new Desk(variables)) {
      Alert alert = desk.received("ev_1");
      assertEquals(List.of(), desk.take(Desk.wanted("ev_1")));
      return desk.of(alert).orElseThrow().booking().map(Booking::provider);
    }
  }

  private String failure() {
    RuntimeException stop = assertThrows(RuntimeException.class, () -> new Desk(variables));
    StringBuilder all = new StringBuilder();
    for (Throwable each = stop; each != null; each = each.getCause()) {
      all.append(each.getMessage()).append('\n');
    }
    assertFalse(all.toString().contains(KEY), all.toString());
    return all.toString();
  }

  @Test
  void withoutAProviderAMeetingIsMadeByNobody() {
    assertEquals(Optional.empty(), maker());
  }

  @Test
  void theOneThatIsSetUpMakesIt() throws IOException {
    withMail();
    configured("remind: 5m");
    assertEquals(Optional.of("mail"), maker());
    assertEquals(1, mail.getReceivedMessages().length);
  }

  @Test
  void ofBothItIsSlotify() throws IOException {
    withMail();
    withSlotify();
    configured("remind: 5m");
    assertEquals(Optional.of("slotify"), maker());
    assertEquals(0, mail.getReceivedMessages().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"slotify", "mail"})
  void theFileChoosesAmongBoth(String provider) throws IOException {
    withMail();
    withSlotify();
    configured("provider: " + provider);
    assertEquals(Optional.of(provider), maker());
  }

  @ParameterizedTest
  @CsvSource({"slotify", "mail"})
  void aProviderThatIsChosenAndNotSetUpStopsTheStart(String provider) throws IOException {
    if (provider.equals("mail")) {
      withSlotify();
    } else {
      withMail();
    }
    configured("provider: " + provider);
    assertTrue(
        failure().contains("meetings.provider is " + provider + ", whose variables are not set"),
        failure());
  }

  @Test
  void halfAProviderStopsTheStartByTheVariableThatLacks() {
    withSlotify();
    variables.remove("SLOTIFY_API_URL");
    assertTrue(failure().contains("SLOTIFY_API_URL must be set as well"), failure());
  }

  @Test
  void aModelWithoutItsKeyStopsTheStartByTheVariableThatLacks() {
    variables.put("TOCSIN_MODEL_PROVIDER", "openai");
    variables.put("TOCSIN_MODEL_NAME", "gpt-any");
    assertTrue(failure().contains("TOCSIN_MODEL_KEY"), failure());
  }

  @ParameterizedTest
  @CsvSource({
    "TOCSIN_PUBLIC_URL, alerts.example.org",
    "TOCSIN_MEETING_ATTENDEES, nobody",
    "TOCSIN_CONFIG, /no/such/tocsin.yml"
  })
  void aWrongVariableStopsTheStartByItsNameOrItsValue(String name, String value) {
    variables.put(name, value);
    String failure = failure();
    assertTrue(failure.contains(name) || failure.contains(value), failure);
  }
}
