package io.tocsin.dispatch.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.context.ApplicationContext;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.fuzz.Mangled;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertFormsTest {
  private static final Instant SENT = Instant.parse("2026-11-21T12:00:00Z");
  private static final String ARN =
      "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:checkout-5xx";
  private static final List<String> EXAMPLES =
      List.of(
          "sns-notification",
          "alarm-notification",
          "composite-alarm-notification",
          "alarm-state-change",
          "event-bridge-event",
          "cloud-event");

  private final AlertForms forms =
      new AlertForms(
          List.of(new AlarmNotification(), new AlarmStateChange()),
          List.of(new SnsNotification(), new EventBridgeEvent(), new CloudEvent()));

  @Test
  void everyFormAndEnvelopeHasAnExample() throws InvalidJsonException {
    List<JsonNode> examples = new ArrayList<>();
    for (String name : EXAMPLES) {
      examples.add(Wire.parse(example(name)));
    }
    try (ApplicationContext context = ApplicationContext.run()) {
      for (Form form : context.getBeansOfType(Form.class)) {
        assertTrue(examples.stream().anyMatch(form::fits), form::toString);
      }
      for (Envelope envelope : context.getBeansOfType(Envelope.class)) {
        assertTrue(examples.stream().anyMatch(envelope::fits), envelope::toString);
      }
    }
  }

  @Test
  void anAlertAsItIsKeepsWhatItSaysAndHasTheMessagesId() throws InvalidJsonException {
    Alert alert = read("{\"source\":\"s\",\"service\":\"x\",\"severity\":\"low\",\"title\":\"t\"}");
    assertEquals("m-1", alert.id());
    assertEquals(SENT, alert.receivedAt());
    assertEquals(Optional.empty(), alert.detectedAt());
  }

  @Test
  void anAlertInANotificationIsTheSameHoweverOftenSnsBringsIt() throws InvalidJsonException {
    Alert alert = read(example("sns-notification"));
    assertEquals("backup failed", alert.title());
    assertEquals(Map.of("team", "ops"), alert.labels());
    assertEquals(alert.id(), forms.read(example("sns-notification"), Origin.of("m-2", SENT)).id());
    assertNotEquals(
        alert.id(), read(example("sns-notification").replace("0a1b2c3d", "ffffffff")).id());
  }

  @Test
  void anAlertsOwnIdCountsWhoeverBringsIt() throws InvalidJsonException {
    for (String example : List.of("event-bridge-event", "cloud-event")) {
      String text = example(example).replace("\"title\":", "\"id\": \"mine\", \"title\":");
      assertEquals("mine", read(text).id(), example);
    }
  }

  @Test
  void anAlarmOfCloudWatchHasTheSeverityAndServiceThatItsDescriptionNames()
      throws InvalidJsonException {
    Alert alert = read(inSns("alarm-notification"));
    assertEquals("cloudwatch", alert.source());
    assertEquals("checkout", alert.service());
    assertEquals(Severity.CRITICAL, alert.severity());
    assertEquals(Status.FIRING, alert.status());
    assertEquals("checkout-5xx", alert.title());
    assertTrue(alert.message().startsWith("Customers see errors.\nThreshold Crossed: 1 out of"));
    assertEquals(Optional.of(Instant.parse("2026-11-21T11:59:50.040Z")), alert.detectedAt());
    assertEquals(Optional.of(ARN), alert.name());
    assertEquals(
        Map.of(
            "account", "111122223333",
            "region", "eu-central-1",
            "namespace", "AWS/ApplicationELB",
            "metric", "HTTPCode_Target_5XX_Count",
            "LoadBalancer", "app/checkout/50dc6c495c0c9188",
            "TargetGroup", "targetgroup/checkout/73e2d6bc24d8a067",
            "team", "payments"),
        alert.labels());
    assertEquals(
        List.of("app/checkout/50dc6c495c0c9188", "targetgroup/checkout/73e2d6bc24d8a067"),
        alert.affectedSystems());
    assertEquals(
        "GreaterThanThreshold",
        Wire.parse(alert.extra().text())
            .path("alarm")
            .path("Trigger")
            .path("ComparisonOperator")
            .asText());
  }

  @Test
  void theSameAlarmIsTheSameStoryWhicheverWayItComes() throws InvalidJsonException {
    Alert bySns = read(inSns("alarm-notification"));
    Alert raw = read(example("alarm-notification"));
    Alert byEventBridge = read(example("alarm-state-change"));
    assertEquals(bySns.incident(), raw.incident());
    assertEquals(bySns.incident(), byEventBridge.incident());
    assertEquals(bySns.message(), byEventBridge.message());
    assertEquals(bySns.labels(), byEventBridge.labels());
    assertEquals(bySns.severity(), byEventBridge.severity());
    assertEquals(bySns.affectedSystems(), byEventBridge.affectedSystems());
    assertEquals(bySns.detectedAt(), byEventBridge.detectedAt());
    assertEquals(3, List.of(bySns.id(), raw.id(), byEventBridge.id()).stream().distinct().count());
  }

  @Test
  void anAlarmThatIsOverResolvesItsStory() throws InvalidJsonException {
    Alert alert = read(example("composite-alarm-notification"));
    assertEquals(Status.RESOLVED, alert.status());
    assertEquals("shop-is-down", alert.service());
    assertEquals(Severity.HIGH, alert.severity());
    assertTrue(alert.message().endsWith("transitioned to OK"), alert.message());
  }

  @Test
  void anAlarmWithoutDataIsToldAsThatAndWorriesNobody() throws InvalidJsonException {
    Alert missing =
        read(example("alarm-notification").replace("\"ALARM\"", "\"INSUFFICIENT_DATA\""));
    assertEquals("checkout-5xx has no data", missing.title());
    assertEquals(Severity.INFO, missing.severity());
    assertEquals(Status.FIRING, missing.status());

    Alert back =
        read(
            example("composite-alarm-notification")
                .replace(
                    "\"OldStateValue\": \"ALARM\"", "\"OldStateValue\": \"INSUFFICIENT_DATA\""));
    assertEquals(Severity.INFO, back.severity());
    assertEquals(Status.RESOLVED, back.status());
  }

  @Test
  void aDescriptionThatNamesNoSeverityIsText() {
    AlarmNotes notes = AlarmNotes.in("Severity: dreadful\nservice:\nhttps://example.org/runbook");
    assertEquals(Severity.HIGH, notes.severity());
    assertEquals(Optional.empty(), notes.service());
    assertEquals("Severity: dreadful\nservice:\nhttps://example.org/runbook", notes.text());
  }

  @Test
  void whatADescriptionSaysTwiceCountsOnce() {
    AlarmNotes notes = AlarmNotes.in("SEVERITY: P3\nseverity: critical\ntype: security");
    assertEquals(Severity.MEDIUM, notes.severity());
    assertEquals(Optional.of("security"), notes.type());
    assertEquals("", notes.text());
  }

  @Test
  void eventsThatBringAnAlertSayWhenItHappened() throws InvalidJsonException {
    Alert event = read(example("event-bridge-event"));
    assertEquals("orders-db", event.service());
    assertEquals(Severity.HIGH, event.severity());
    assertEquals(Optional.of(Instant.parse("2026-11-21T11:59:58Z")), event.detectedAt());

    Alert cloud = read(example("cloud-event"));
    assertEquals("nas", cloud.service());
    assertEquals(Optional.of(Instant.parse("2026-11-21T10:59:57Z")), cloud.detectedAt());
    assertNotEquals(
        cloud.id(),
        read(example("cloud-event").replace("/checks/disk", "/checks/other")).id(),
        "an id is unique within its source only");
  }

  @Test
  void anEventMayComeByATopic() throws InvalidJsonException {
    assertEquals(ARN, read(inSns("alarm-state-change")).name().orElse(""));
    assertEquals("nas", read(inSns("cloud-event")).service());
  }

  @Test
  void aMistakeIsNamedByWhereItIs() {
    assertMistake(
        "Message.severity: must be critical, high",
        example("sns-notification").replace("\\\"high\\\"", "\\\"dreadful\\\""));
    assertMistake(
        "Message: must be an alert or a CloudWatch alarm: not well-formed JSON",
        inSnsText("the disk is full"));
    assertMistake(
        "Type: must be Notification",
        example("sns-notification").replace("\"Notification\"", "\"SubscriptionConfirmation\""));
    assertMistake(
        "detail.title: is required", example("event-bridge-event").replace("\"title\"", "\"x\""));
    assertMistake(
        "detail.state.value: must be ALARM, OK or INSUFFICIENT_DATA",
        example("alarm-state-change").replace("\"ALARM\"", "\"BAD\""));
    assertMistake(
        "Message.NewStateValue: must be ALARM", inSns("alarm-notification", "ALARM", "BAD"));
    assertMistake(
        "specversion: must be 1.0",
        example("cloud-event").replace("\"specversion\": \"1.0\"", "\"specversion\": \"0.3\""));
    assertMistake(
        "data: must be an alert as a JSON object",
        example("cloud-event").replace("\"data\":", "\"data_base64\":"));
    assertMistake("title: is required", "{\"source\":\"s\"}");
  }

  @Test
  void envelopesWithoutEndAreNoAlert() {
    String text = example("sns-notification");
    for (int i = 0; i < 6; i++) {
      text = inSnsText(text);
    }
    String nested = text;
    assertThrows(InvalidJsonException.class, () -> read(nested));
  }

  @Test
  void aLongNameOfAnAlarmIsReadAgainFromTheHistory() throws InvalidJsonException {
    String name = "a".repeat(255);
    Alert alert = read(example("alarm-notification").replace("checkout-5xx", name));
    assertEquals(alert, AlertJson.read(AlertJson.write(alert), "no", Instant.EPOCH));
    assertEquals(name, alert.title());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "", "2026-11-21", "99999999-01-01T00:00:00.000+0000"})
  void anAlarmIsNotGivenUpForATimeThatNobodyCanRead(String time) throws InvalidJsonException {
    Alert alert = read(example("alarm-notification").replace("2026-11-21T11:59:50.040+0000", time));
    assertEquals(Optional.empty(), alert.detectedAt());
  }

  @Provide
  Arbitrary<String> messages() {
    return Mangled.orChance(EXAMPLES.stream().map(AlertFormsTest::example).toList());
  }

  @Property(seed = "20261121")
  void anyMessageIsAnAlertThatComesBackOrIsRefused(@ForAll("messages") String text) {
    try {
      Alert alert = read(text);
      assertEquals(alert, AlertJson.read(AlertJson.write(alert), "not this one", Instant.EPOCH));
    } catch (InvalidJsonException e) {
      assertFalse(e.mistakes().isEmpty());
      e.mistakes().forEach(mistake -> assertFalse(mistake.mend().isBlank()));
    }
  }

  private Alert read(String text) throws InvalidJsonException {
    return forms.read(text, Origin.of("m-1", SENT));
  }

  private void assertMistake(String beginning, String text) {
    InvalidJsonException e = assertThrows(InvalidJsonException.class, () -> read(text));
    assertTrue(
        e.mistakes().stream().anyMatch(each -> each.toString().startsWith(beginning)),
        e.getMessage());
  }

  private static String inSns(String example) {
    return inSnsText(example(example));
  }

  private static String inSns(String example, String old, String other) {
    return inSnsText(example(example).replace(old, other));
  }

  private static String inSnsText(String message) {
    return Wire.write(
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", "Notification")
            .put("MessageId", "0a1b2c3d-1111-5222-8333-444455556667")
            .put("TopicArn", "arn:aws:sns:eu-central-1:111122223333:alarms")
            .put("Message", message));
  }

  private static String example(String name) {
    try (InputStream file = AlertFormsTest.class.getResourceAsStream("/forms/" + name + ".json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
