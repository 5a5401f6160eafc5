package io.tocsin.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery.Form;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Lane HEALTHY = Lane.fresh("ops");

  private final Delivery fresh =
      Delivery.of(
          Alert.builder("a", "s", "plex", "down").receivedAt(START).build(),
          new Target("ops", "discord", "ops", Map.of()));

  @Test
  void throttlingCostsNoAttemptAndIsOnRecord() {
    Delivery delivery = on(fresh, new Outcome.Throttled(Duration.ofSeconds(45), "429"), HEALTHY, 3);
    assertEquals(0, delivery.failures());
    assertEquals(State.WAITING, delivery.state());
    assertEquals("throttled", delivery.attempts().get(0).outcome());
  }

  @Test
  void aRefusedMessageIsTakenApartThenSaidPlainlyThenGivenUp() {
    Outcome refused = new Outcome.Rejected("50035");
    Delivery alone = on(fresh, refused, HEALTHY, 10);
    assertEquals(Form.ALONE, alone.form());
    Delivery plain = on(alone, refused, HEALTHY, 1);
    assertEquals(Form.PLAIN, plain.form());
    assertEquals(State.DEAD, on(plain, refused, HEALTHY, 1).state());
  }

  @Test
  void aMissingTargetIsNotTriedAgain() {
    assertEquals(State.DEAD, on(fresh, new Outcome.Gone("404"), HEALTHY, 1).state());
  }

  @Test
  void anOutageTurnsNothingIntoADeadLetter() {
    Delivery delivery = fresh;
    Lane lane = HEALTHY;
    for (int i = 0; i < 50; i++) {
      delivery = on(delivery, new Outcome.Transient("503"), lane, 1);
      lane = lane.failed(START);
    }
    assertEquals(State.WAITING, delivery.state());
    assertEquals(Breaker.IN_A_ROW, delivery.failures(), "attempts on a broken lane do not count");
  }

  @Test
  void whatFailsWhileOthersGetThroughIsGivenUpAfterItsAttempts() {
    Delivery delivery = fresh;
    Lane lane = HEALTHY;
    for (int i = 0; i < 3; i++) {
      delivery = on(delivery, new Outcome.Transient("500"), lane, 1);
    }
    lane = lane.succeeded(START.plusSeconds(30));
    assertEquals(State.WAITING, delivery.state());
    assertEquals(State.DEAD, on(delivery, new Outcome.Transient("500"), lane, 1).state());
    assertEquals(
        Form.ALONE,
        on(delivery, new Outcome.Transient("500"), lane, 10).form(),
        "one of ten is to blame: each gets a try by itself");
  }

  @Test
  void whatFailsForADayIsGivenUp() {
    Attempt late = new Attempt(START.plus(Duration.ofHours(25)), "transient", "503", Duration.ZERO);
    Verdict verdict =
        new Verdict(
            new Outcome.Transient("503"), late, HEALTHY, true, RetryRules.DEFAULT, any -> false);
    assertEquals(State.DEAD, verdict.on(fresh).state());
  }

  @Test
  void theFirstAttemptIsKeptHoweverManyFollow() {
    Delivery delivery = fresh;
    for (int i = 0; i < 200; i++) {
      delivery = on(delivery, new Outcome.Throttled(Duration.ZERO, "" + i), HEALTHY, 1);
    }
    assertEquals(200, delivery.requests());
    assertEquals(Delivery.ATTEMPTS_KEPT, delivery.attempts().size());
    assertEquals("0", delivery.attempts().get(0).reason());
    assertEquals("199", delivery.attempts().get(49).reason());
  }

  private static Delivery on(Delivery delivery, Outcome outcome, Lane lane, int covered) {
    Attempt attempt =
        new Attempt(START.plusSeconds(1), outcome.word(), outcome.reason(), Duration.ofMillis(80));
    return new Verdict(
            outcome, attempt, lane, covered == 1, RetryRules.DEFAULT, VerdictTest::hasFallback)
        .on(delivery);
  }

  private static boolean hasFallback(Delivery delivery) {
    return delivery.instructions().fallback().isPresent();
  }

  @Test
  void whatHasAFallbackGoesThereWhenItsAttemptsAreUsedUpOrItsTargetIsGone() {
    Delivery delivery = withFallback();
    assertEquals(State.FAILED_OVER, on(delivery, new Outcome.Gone("404"), HEALTHY, 1).state());
    for (int i = 0; i < 3; i++) {
      delivery = on(delivery, new Outcome.Transient("500"), HEALTHY, 10);
      assertEquals(State.WAITING, delivery.state());
    }
    assertEquals(
        State.FAILED_OVER, on(delivery, new Outcome.Transient("500"), HEALTHY, 10).state());
  }

  private static Delivery withFallback() {
    Instructions instructions =
        new Instructions(
            Optional.empty(),
            Optional.empty(),
            Optional.of("mail"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Delivery.of(
        Alert.builder("a", "s", "plex", "down").receivedAt(START).build(),
        new Target("ops", "discord", "ops", Map.of()),
        instructions);
  }

  @Test
  void onlyAMessageOfItsOwnCanBeChangedLater() {
    assertTrue(on(fresh, new Outcome.Delivered(Optional.of("m")), HEALTHY, 1).alone());
    assertFalse(on(fresh, new Outcome.Delivered(Optional.of("m")), HEALTHY, 2).alone());
  }

  @Test
  void aDeliveredOneKeepsItsMessage() {
    Delivery delivery = on(fresh, new Outcome.Delivered(Optional.of("m1")), HEALTHY, 2);
    assertEquals(Optional.of("m1"), delivery.messageId());
    assertEquals(Optional.of(START.plusMillis(1080)), delivery.settledAt());
  }
}
