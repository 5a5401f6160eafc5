package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and {@link AlertJson} accept and refuse the same. */
class AlertSchemaTest {
  private static final Path FILE = Path.of("..", "docs", "alert.schema.json");
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final JsonNode TEXT = text();
  private static final JsonSchema SCHEMA = FACTORY.getSchema(TEXT);
  private static final String START =
      "{'source':'backup','service':'nas','severity':'high','title':'it failed'";

  @Test
  void theSchemaIsOne() {
    JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(VersionFlag.V202012.getId()));
    assertEquals(List.of(), List.copyOf(meta.validate(TEXT)));
  }

  @Test
  void itsExamplesAreAccepted() throws InvalidJsonException {
    assertFalse(TEXT.path("examples").isEmpty());
    for (JsonNode example : TEXT.path("examples")) {
      assertBoth(true, example.toString());
    }
  }

  @Test
  void whatIsWrittenIsAccepted() throws InvalidJsonException {
    Alert alert =
        Alert.builder("ev_1", "heimdallr", "plex", "plex is down")
            .type("tracklist")
            .severity(Severity.INFO)
            .status(Status.RESOLVED)
            .message("3 checks failed")
            .detectedAt(Optional.of(Instant.parse("2026-11-21T08:00:00.123456789Z")))
            .receivedAt(Instant.parse("2026-11-21T08:00:01.250Z"))
            .affectedSystems(List.of("a", "b"))
            .labels(Map.of("team", "media"))
            .details(new Json("[1.50,{\"a\":null}]"))
            .extra(new Json("{\"x\":1}"))
            .name(Optional.of("hd-8841"))
            .key(Optional.of("cm_1"))
            .build();
    assertBoth(true, AlertJson.write(alert));
    assertEquals(alert, AlertJson.read(AlertJson.write(alert), "", Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}",
        ",'version':1}",
        ",'version':null,'id':null,'type':null,'status':null,'message':null,'labels':null}",
        ",'id':'a-1','type':'','status':'resolved','message':''}",
        ",'detected_at':'2026-11-21T08:00:00Z','received_at':'2026-11-21T09:00:00.5+01:00'}",
        ",'affected_systems':[],'labels':{}}",
        ",'affected_systems':['','API Gateway'],'labels':{'':'','team':'platform'}}",
        ",'details':'a text','extra':[1],'name':'hd-1','key':'cm_1'}",
        ",'details':{'deep':[{'a':null}]},'unknown':{'kept':true}}",
      })
  void bothAccept(String rest) throws InvalidJsonException {
    assertBoth(true, (START + rest).replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",'version':2}",
        ",'version':'1'}",
        ",'version':true}",
        ",'id':''}",
        ",'id':' '}",
        ",'id':7}",
        ",'type':7}",
        ",'status':'FIRING'}",
        ",'status':''}",
        ",'message':['no']}",
        ",'detected_at':'yesterday'}",
        ",'detected_at':'2026-11-21'}",
        ",'detected_at':'2026-11-21T08:00:00'}",
        ",'detected_at':'2026-13-21T08:00:00Z'}",
        ",'received_at':1763712000}",
        ",'affected_systems':'nas'}",
        ",'affected_systems':[null]}",
        ",'affected_systems':[1]}",
        ",'labels':[]}",
        ",'labels':{'team':1}}",
        ",'labels':{'team':null}}",
        ",'name':{}}",
        ",'key':1}",
      })
  void bothRefuse(String rest) throws InvalidJsonException {
    assertBoth(false, (START + rest).replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "service", "severity", "title"})
  void bothWantEachOfTheRequiredMembers(String field) throws InvalidJsonException {
    String whole = (START + "}").replace('\'', '"');
    String value = Wire.parse(whole).path(field).toString();
    assertBoth(false, whole.replace("\"" + field + "\":" + value, "\"x\":1"));
    for (String wrong : List.of("null", "\"\"", "\" \"", "7", "[]", "\"P9\"")) {
      boolean anyText = wrong.equals("\"P9\"") && !field.equals("severity");
      assertBoth(anyText, whole.replace(value, wrong));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"critical", "high", "medium", "low", "info", "P1", "P2", "P3", "P4"})
  void bothKnowTheSeverities(String severity) throws InvalidJsonException {
    assertBoth(true, (START + "}").replace("high", severity).replace('\'', '"'));
    assertBoth(false, (START + "}").replace("high", severity + "!").replace('\'', '"'));
  }

  /** A letter outside the first plane is one character to both, not two. */
  @Test
  void bothCountCharactersAlike() throws InvalidJsonException {
    for (String letter : List.of("x", "\uD83D\uDD14")) {
      assertLongest("id", AlertJson.LONGEST_NAME, letter, "%s");
      assertLongest("type", AlertJson.LONGEST_NAME, letter, "%s");
      assertLongest("name", AlertJson.LONGEST_NAME, letter, "%s");
      assertLongest("key", AlertJson.LONGEST_NAME, letter, "%s");
      assertLongest("message", AlertJson.LONGEST_MESSAGE, letter, "%s");
      assertLongest("affected_systems", AlertJson.LONGEST_NAME, letter, "[%s]");
      assertLongest("labels", AlertJson.LONGEST_LABEL, letter, "{\"a\":%s}");
      assertLongest("labels", AlertJson.LONGEST_LABEL, letter, "{%s:\"a\"}");
    }
    assertLongest("title", AlertJson.LONGEST_TITLE, "y");
    assertLongest("source", AlertJson.LONGEST_NAME, "y");
    assertLongest("service", AlertJson.LONGEST_NAME, "y");
  }

  @Test
  void bothCountSystemsAndLabelsAlike() throws InvalidJsonException {
    for (int more = 0; more <= 1; more++) {
      String systems = "\"s\",".repeat(AlertJson.MOST_SYSTEMS + more - 1) + "\"s\"";
      assertBoth(more == 0, with("affected_systems", "[" + systems + "]"));
      StringBuilder labels = new StringBuilder("\"l\":\"v\"");
      for (int i = 1; i < AlertJson.MOST_LABELS + more; i++) {
        labels.append(",\"l").append(i).append("\":\"v\"");
      }
      assertBoth(more == 0, with("labels", "{" + labels + "}"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"alert\"", "null", "1"})
  void bothWantAnObject(String text) throws InvalidJsonException {
    assertBoth(false, text);
  }

  private static void assertLongest(String field, int longest, String letter, String shape)
      throws InvalidJsonException {
    assertBoth(true, with(field, shape.formatted(quoted(letter.repeat(longest)))));
    assertBoth(false, with(field, shape.formatted(quoted(letter.repeat(longest + 1)))));
  }

  private static void assertLongest(String required, int longest, String letter)
      throws InvalidJsonException {
    String whole = (START + "}").replace('\'', '"');
    String value = Wire.parse(whole).path(required).toString();
    assertBoth(true, whole.replace(value, quoted(letter.repeat(longest))));
    assertBoth(false, whole.replace(value, quoted(letter.repeat(longest + 1))));
  }

  private static String with(String field, String value) {
    return START.replace('\'', '"') + ",\"" + field + "\":" + value + "}";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static void assertBoth(boolean accepted, String text) throws InvalidJsonException {
    assertEquals(accepted, isRead(text), () -> "AlertJson on " + cut(text));
    boolean valid =
        SCHEMA
            .validate(
                Wire.parse(text),
                context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
            .isEmpty();
    assertEquals(accepted, valid, () -> "the schema on " + cut(text));
  }

  private static boolean isRead(String text) {
    try {
      AlertJson.read(text, "message-1", Instant.EPOCH);
      return true;
    } catch (InvalidJsonException e) {
      return false;
    }
  }

  private static String cut(String text) {
    return text.length() < 400 ? text : text.substring(0, 400) + "…";
  }

  private static JsonNode text() {
    try {
      return Wire.parse(Files.readString(FILE));
    } catch (IOException | InvalidJsonException e) {
      throw new IllegalStateException("cannot read " + FILE, e);
    }
  }
}
