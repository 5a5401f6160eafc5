package io.tocsin.local.meetings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micronaut.context.ApplicationContext;
import io.tocsin.local.standins.ServiceFault;
import io.tocsin.local.standins.SlotifyEvent;
import io.tocsin.local.standins.StandIns;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Invitation;
import io.tocsin.meeting.MeetingProvider;
import io.tocsin.meeting.MeetingProviderContract;
import io.tocsin.meeting.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real HTTP, to the stand-in. */
class SlotifyProviderTest extends MeetingProviderContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private static final String PATIENT = "10s";

  /** Where no answer will come, but what is asked for must have arrived. */
  private static final String HASTY = "1500ms";

  private final StandIns standIns;
  private final KeptExchanges exchanges = new KeptExchanges();
  private ApplicationContext context;

  SlotifyProviderTest() throws IOException {
    standIns = StandIns.start(Clock.systemUTC(), new Random(1));
    context = start(PATIENT);
  }

  @AfterEach
  void stop() {
    context.close();
    standIns.close();
  }

  @Test
  void whatHasToBeReadIsEncodedInPathsAndQueries() {
    String reference = "a b/c?d=e&f#ü";
    provider().book(named(reference));
    assertEquals(reference, standIns.slotify().meetings().get(0).reference());
    assertEquals(
        standIns.slotify().meetings().get(0).id(),
        provider().find(named(reference)).map(Booking::id).orElse(""));
  }

  @Test
  void oneAnswerThatGotLostIsMadeUpForAtOnce() {
    standIns.slotify().fault(ServiceFault.DOWN, 1);
    provider().book(invitation("mt_1", NOON, 0, List.of()));
    assertEquals(2, exchanges.all().size(), "each attempt is kept");
    assertEquals(Map.of("POST 201", 1, "POST no answer", 1), standIns.slotify().calls());
  }

  @Test
  void whoeverAsksToWaitIsAskedOnce() {
    standIns.slotify().fault(ServiceFault.THROTTLED);
    ProviderException e =
        assertThrows(
            ProviderException.class, () -> provider().book(invitation("mt_1", NOON, 0, List.of())));
    assertEquals(Optional.of(Duration.ofSeconds(7)), e.retryAfter());
    assertEquals(Map.of("POST 429", 1), standIns.slotify().calls());
  }

  @Test
  void whileItIsDownItIsNotAskedForEveryMeeting() {
    standIns.slotify().fault(ServiceFault.SERVER_ERROR);
    for (int i = 0; i < 5; i++) {
      assertThrows(
          ProviderException.class, () -> provider().book(invitation("mt_1", NOON, 0, List.of())));
    }
    assertEquals(Map.of("POST 500", 2), standIns.slotify().calls());
  }

  @Test
  void whatIsRefusedStopsNobodyElse() {
    Attendee nobody = new Attendee("no address", "Nobody", "");
    for (int i = 0; i < 5; i++) {
      ProviderException e =
          assertThrows(
              ProviderException.class,
              () -> provider().book(invitation("mt_1", NOON, 0, List.of(nobody))));
      assertEquals("Slotify answered 422: attendees must be addresses of mail", e.getMessage());
    }
    provider().book(invitation("mt_2", NOON, 0, List.of()));
    assertEquals(Map.of("POST 201", 1, "POST 422", 5), standIns.slotify().calls());
  }

  private static Invitation named(String reference) {
    Invitation plain = invitation("mt_1", NOON, 0, List.of());
    return new Invitation(
        plain.meetingId(),
        reference,
        plain.title(),
        plain.briefing(),
        plain.slot(),
        plain.attendees(),
        0,
        plain.page(),
        plain.because());
  }

  private ApplicationContext start(String timeout) {
    return Scheduler.start(
        Map.of(
            "tocsin.services.timeout", timeout,
            "slotify.api-url", standIns.slotifyUrl().toString(),
            "slotify.api-key", standIns.slotify().key().reveal()),
        exchanges);
  }

  @Override
  protected MeetingProvider provider() {
    return context.getBean(MeetingProvider.class);
  }

  @Override
  protected List<Seen> meetings() {
    return standIns.slotify().meetings().stream()
        .filter(SlotifyEvent::open)
        .map(
            event ->
                new Seen(
                    event.id(),
                    event.title(),
                    event.time(),
                    Duration.ofMinutes(event.minutes()),
                    event.attendees(),
                    event.description()))
        .toList();
  }

  @Override
  protected void trouble(Trouble trouble) {
    if (trouble == Trouble.SLOW) {
      restart(HASTY);
    }
    standIns
        .slotify()
        .fault(
            switch (trouble) {
              case REFUSES -> ServiceFault.REFUSED;
              case THROTTLES -> ServiceFault.THROTTLED;
              case FAILS -> ServiceFault.SERVER_ERROR;
              case DOWN -> ServiceFault.DOWN;
              case SLOW -> ServiceFault.SLOW;
            });
  }

  /** A new context has a new circuit breaker, so that no test waits for one. */
  @Override
  protected void heal() {
    try {
      standIns.heal();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    restart(PATIENT);
  }

  private void restart(String timeout) {
    context.close();
    context = start(timeout);
  }

  @Override
  protected List<Exchange> exchanges() {
    return exchanges.all();
  }

  @Override
  protected List<String> secrets() {
    return List.of(standIns.slotify().key().reveal());
  }

  @Override
  protected boolean canBeAsked() {
    return true;
  }

  @Override
  protected void cancelElsewhere(Booking booking) {
    standIns.slotify().cancel(booking.id());
  }

  @Override
  protected void loseAnswers() {
    restart(HASTY);
    standIns.slotify().fault(ServiceFault.LOST);
  }
}
