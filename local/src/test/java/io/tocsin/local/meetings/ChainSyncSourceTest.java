package io.tocsin.local.meetings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.tocsin.local.standins.ChainSyncNotice;
import io.tocsin.local.standins.ServiceFault;
import io.tocsin.local.standins.StandIns;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import io.tocsin.meeting.Source;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChainSyncSourceTest {
  private static final URI MEETING = URI.create("https://slotify.example/meetings/xyz");

  private final StandIns standIns;
  private final KeptExchanges exchanges = new KeptExchanges();
  private final ApplicationContext context;

  ChainSyncSourceTest() throws IOException {
    standIns = StandIns.start(Clock.systemUTC(), new Random(1));
    context =
        Scheduler.start(
            Map.of(
                "chainsync.api-url", standIns.chainSyncUrl().toString(),
                "chainsync.api-key", standIns.chainSync().key().reveal()),
            exchanges);
  }

  @AfterEach
  void stop() {
    context.close();
    standIns.close();
  }

  @Test
  void itIsToldWhereTheMeetingIs() {
    source().meetingScheduled("mt_1", "chainsync-alert-12345", MEETING);
    source().meetingScheduled("mt_1", "chainsync-alert-12345", MEETING);

    ChainSyncNotice notice = standIns.chainSync().notices().get(0);
    assertEquals("chainsync-alert-12345", notice.alertId());
    assertEquals("meeting_scheduled", notice.status());
    assertEquals(MEETING.toString(), notice.meetingUrl());
    assertEquals("AI analysis complete. Meeting scheduled.", notice.notes());
    assertEquals(2, notice.times());
  }

  @Test
  void anyNameOfAnAlertIsOnePartOfThePath() {
    source().meetingScheduled("mt_1", "../a b/ü?x#y", MEETING);
    assertEquals("../a b/ü?x#y", standIns.chainSync().notices().get(0).alertId());
  }

  @Test
  void itIsTheSystemBehindItsOwnAlertsOnly() {
    assertTrue(source().is("chainsync"));
    assertFalse(source().is("heimdallr"));
  }

  @Test
  void troubleMayPassAndRefusalsDoNot() {
    standIns.chainSync().fault(ServiceFault.REFUSED);
    assertEquals(Kind.REJECTED, failure().kind());
    standIns.chainSync().fault(ServiceFault.THROTTLED);
    assertEquals(Kind.TRANSIENT, failure().kind());
    standIns.chainSync().fault(ServiceFault.SERVER_ERROR);
    assertEquals(Kind.TRANSIENT, failure().kind());
    assertEquals(4, exchanges.all().size(), "the last one was tried twice");
    for (Exchange exchange : exchanges.all()) {
      assertFalse(exchange.toString().contains(standIns.chainSync().key().reveal()));
    }
  }

  private ProviderException failure() {
    return assertThrows(
        ProviderException.class, () -> source().meetingScheduled("mt_1", "alert-1", MEETING));
  }

  private Source source() {
    return context.getBean(Source.class);
  }
}
