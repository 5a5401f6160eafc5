package io.tocsin.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Circumstances.PastAlert;
import io.tocsin.analysis.Circumstances.PastMeeting;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertDataTest {
  private static final Known KNOWN = Known.of(Bench.BOOK);

  @Test
  void aModelReadsWhatIsKnownAroundTheAlert() throws InvalidJsonException {
    Alert alert =
        Bench.alert("Disk is full")
            .message("first\nsecond")
            .affectedSystems(List.of("db-1"))
            .labels(Map.of("team", "media"))
            .build();
    Circumstances circumstances =
        new Circumstances(
            alert,
            Map.of("host.name", "media-2"),
            List.of(
                new PastAlert("ev_0", Bench.NOW, "system_failure", Severity.HIGH, "again", true)),
            List.of(new PastMeeting("Review", Bench.NOW, Optional.empty(), Optional.of("fixed"))),
            Bench.circumstances().lessons(),
            Bench.NOW);
    JsonNode json = read(about(circumstances, 12_000));
    assertEquals("critical", json.at("/alert/severity").asText());
    assertEquals("first\nsecond", json.at("/alert/message").asText());
    assertEquals("db-1", json.at("/alert/affected_systems/0").asText());
    assertEquals("media", json.at("/alert/labels/team").asText());
    assertEquals("media-2", json.at("/alert/details/host.name").asText());
    assertEquals("disk-full", json.at("/rules_suspect/0/pattern").asText());
    assertEquals("again", json.at("/earlier_alerts/0/title").asText());
    assertEquals("fixed", json.at("/earlier_meetings/0/outcome").asText());
    assertEquals("Deleted the old logs", json.at("/earlier_records/0/helped").asText());
    assertEquals("[\"disk-full\"]", json.path("patterns_of_earlier_records").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"db.password", "apiKey", "X-Auth-Token", "client_secret"})
  void whatIsCalledASecretIsLeftOut(String name) throws InvalidJsonException {
    Alert alert = Bench.alert("Disk is full").labels(Map.of(name, "hunter2")).build();
    String data = about(Bench.circumstances(alert, Map.of(name, "hunter2")), 12_000);
    assertFalse(data.contains("hunter2"), data);
    assertFalse(read(data).at("/alert/labels").has(name), data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "login with password=hunter2 failed    | login with password=(left out) failed",
        "{\"api_key\": \"hunter2\", \"a\": 1}  | {\"api_key\": \"(left out)\", \"a\": 1}",
        "Authorization: Bearer hunter2         | Authorization: Bearer (left out)",
        "DB_SECRET : hunter2; next             | DB_SECRET : (left out); next",
        "postgres://app:hunter2@db:5432/x      | postgres://(left out)@db:5432/x",
        "the token bucket is empty             | the token bucket is empty"
      })
  void whatIsAssignedToASecretIsLeftOutOfTexts(String text, String shown)
      throws InvalidJsonException {
    Alert alert = Bench.alert(text).message(text).build();
    JsonNode json = read(about(Bench.circumstances(alert, Map.of("line", text)), 12_000));
    assertEquals(shown, json.at("/alert/title").asText());
    assertEquals(shown, json.at("/alert/message").asText());
    assertEquals(shown, json.at("/alert/details/line").asText());
  }

  @Test
  void theWorstAlertThatCanComeIsCut() throws InvalidJsonException {
    String worst = "\u0000<\uD83D\uDD25".repeat(60);
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 64; i++) {
      many.put(i + worst, worst.repeat(4));
    }
    Alert alert =
        Alert.builder("ev_1", worst, worst, worst)
            .type(worst)
            .message("disk full, connection pool exhausted\u0000".repeat(1_700))
            .affectedSystems(Collections.nCopies(100, worst))
            .labels(many)
            .build();
    for (int most : new int[] {2_000, 12_000, 100_000}) {
      String data = about(Bench.circumstances(alert, many), most);
      assertTrue(data.length() <= most, most + ": " + data.length());
      assertTrue(read(data).at("/alert/message").asText().startsWith("disk"));
    }
  }

  @Property
  void itIsNeverLongerThanAllowedAndAlwaysJson(
      @ForAll @StringLength(max = 300) String text,
      @ForAll @Size(max = 10) List<@StringLength(max = 50) String> systems,
      @ForAll @IntRange(min = 2_000, max = 100_000) int most)
      throws InvalidJsonException {
    Alert alert = Bench.alert(text).message(text.repeat(10)).affectedSystems(systems).build();
    Panel noRules = Panel.of(new Rulebook("0", List.of()));
    String data =
        new AlertData(KNOWN, noRules.rootCause(), most)
            .about(Bench.circumstances(alert, Map.of(text, text)));
    assertTrue(data.length() <= most);
    assertTrue(read(data).path("alert").isObject());
  }

  private static String about(Circumstances circumstances, int most) {
    return new AlertData(KNOWN, Bench.RULES.rootCause(), most).about(circumstances);
  }

  private static JsonNode read(String data) throws InvalidJsonException {
    assertTrue(data.startsWith(AlertData.BEGIN) && data.endsWith(AlertData.END), data);
    return Wire.parse(
        data.substring(AlertData.BEGIN.length(), data.length() - AlertData.END.length()));
  }
}
