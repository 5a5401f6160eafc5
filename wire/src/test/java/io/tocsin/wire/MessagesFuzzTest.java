package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.fuzz.Mangled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever lies on a queue is read, or refused with a mistake that is named. */
class MessagesFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static final String FULL =
      """
      {"version":1,"id":"ev_1","source":"s","service":"p","type":"t","severity":"P1",
       "status":"resolved","title":"a title","message":"line\\nline 🔔 \\ud83d",
       "detected_at":"2026-11-21T08:00:00.5+01:00","received_at":"2026-11-21T08:00:00Z",
       "affected_systems":["API","DB"],"labels":{"team":"db","":"x"},
       "details":{"n":1.50,"deep":[[{"a":[null,true,1E+400]}]]},"name":"n","key":"cm_1",
       "owner":"o","unwanted":"muted","own":{"b":[1,2,3]},"other":"text"}
      """;

  @Provide
  Arbitrary<String> json() {
    return Mangled.orChance(
        List.of(
            golden(),
            FULL,
            WakeJson.write("ops"),
            RedeliveryJson.write("ev_1", Optional.of("ops")),
            "[[[[1,2.5E-3,\"x\"],{}],null],true]"));
  }

  @Provide
  Arbitrary<Alert> alerts() {
    Arbitrary<String> name =
        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(30).map(MessagesFuzzTest::named);
    Arbitrary<Map<String, String>> labels =
        Arbitraries.maps(Mangled.chance(), Mangled.chance()).ofMaxSize(4);
    Arbitrary<Instant> time =
        Arbitraries.longs()
            .between(-62_167_219_200_000L, 253_402_300_799_999L)
            .map(Instant::ofEpochMilli);
    Arbitrary<Alert.Builder> begun = Combinators.combine(name, name, name, name).as(Alert::builder);
    return Combinators.combine(
            begun,
            Mangled.chance(),
            labels,
            time,
            time.optional(),
            name.list().ofMaxSize(3),
            Arbitraries.of(Severity.values()),
            Arbitraries.of(Status.values()))
        .as(
            (alert, message, tags, received, detected, systems, severity, status) ->
                alert
                    .type(systems.isEmpty() ? Alert.DEFAULT_TYPE : systems.get(0))
                    .severity(severity)
                    .status(status)
                    .message(message)
                    .receivedAt(received)
                    .detectedAt(detected)
                    .affectedSystems(systems)
                    .labels(tags)
                    .details(json(tags))
                    .extra(json(Map.of("systems", systems.toString())))
                    .name(systems.stream().findFirst())
                    .key(systems.stream().skip(1).findFirst())
                    .owner(systems.stream().skip(2).findFirst())
                    .unwanted(tags.values().stream().findFirst())
                    .build());
  }

  private static Json json(Map<String, String> members) {
    return members.isEmpty() ? Json.EMPTY : new Json(Wire.write(members));
  }

  /** Names must have something in them. */
  private static String named(String text) {
    return text.isBlank() ? "blank" + text : text;
  }

  @Property(seed = "20261121")
  void everyAlertComesBack(@ForAll("alerts") Alert alert) throws InvalidJsonException {
    String written = AlertJson.write(alert);
    assertEquals(alert, AlertJson.read(written, "not this one", Instant.EPOCH));
    byte[] sent = written.getBytes(StandardCharsets.UTF_8);
    String received = new String(sent, StandardCharsets.UTF_8);
    assertEquals(alert.id().length(), AlertJson.read(received, "no", NOW).id().length());
  }

  @Property(seed = "20261121")
  void anyTextIsAnAlertThatComesBackOrIsRefused(@ForAll("json") String text) {
    try {
      Alert alert = AlertJson.read(text, "m1", NOW);
      assertFalse(alert.id().isBlank());
      assertEquals(alert, comesBack(alert));
    } catch (InvalidJsonException e) {
      assertFalse(e.mistakes().isEmpty());
      e.mistakes().forEach(mistake -> assertFalse(mistake.mend().isBlank()));
    }
  }

  private static Alert comesBack(Alert alert) {
    try {
      return AlertJson.read(AlertJson.write(alert), "not this one", Instant.EPOCH);
    } catch (InvalidJsonException e) {
      throw new AssertionError("what was read is not read again: " + AlertJson.write(alert), e);
    }
  }

  @Property(seed = "20261121")
  void anyTextIsAWakeOrRefused(@ForAll("json") String text) {
    try {
      String lane = WakeJson.read(text);
      assertFalse(lane.isBlank());
      assertEquals(lane, WakeJson.read(WakeJson.write(lane)));
    } catch (InvalidJsonException e) {
      assertFalse(e.mistakes().isEmpty());
    }
  }

  @Property(seed = "20261121")
  void anyTextIsARedeliveryOrRefused(@ForAll("json") String text) {
    try {
      RedeliveryJson.Redelivery asked = RedeliveryJson.read(text);
      assertEquals(
          asked, RedeliveryJson.read(RedeliveryJson.write(asked.alertId(), asked.target())));
    } catch (InvalidJsonException e) {
      assertFalse(e.mistakes().isEmpty());
    }
  }

  @Property(seed = "20261121")
  void whateverIsReadIsWrittenSuchThatItIsReadAgain(@ForAll("json") String text) {
    JsonNode read;
    try {
      read = Wire.parse(text);
    } catch (InvalidJsonException e) {
      assertFalse(e.mistakes().isEmpty());
      return;
    }
    String written = Wire.write(read);
    try {
      assertEquals(written, Wire.write(Wire.parse(written)));
    } catch (InvalidJsonException e) {
      throw new AssertionError("not read again: " + written, e);
    }
  }

  /** A stack has an end: none of these may come near it. */
  @Property(tries = 40, seed = "20261121")
  void nothingIsReadDeeperThanItsLimit(
      @ForAll("openings") String opening, @ForAll("levels") int levels) {
    String text = opening.repeat(levels);
    try {
      Wire.parse(text);
      throw new AssertionError("it is not closed");
    } catch (InvalidJsonException e) {
      assertTrue(e.mistakes().toString().contains("not well-formed"), e.mistakes().toString());
    }
  }

  @Provide
  Arbitrary<String> openings() {
    return Arbitraries.of("[", "{\"a\":", "[[{\"b\":", "[\"", "[1,", "-", "\"\\");
  }

  @Provide
  Arbitrary<Integer> levels() {
    return Arbitraries.of(1, 2, Wire.DEEPEST, Wire.DEEPEST + 1, 1000, 100_000);
  }

  private static String golden() {
    try (InputStream file =
        MessagesFuzzTest.class.getResourceAsStream("/golden/alert-heimdallr.json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
