package io.tocsin.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;

class QuietTest {
  private final List<String> lines = new ArrayList<>();
  private final Logger log =
      new LineLogger(
          "io.tocsin.Example",
          Level.INFO,
          new LineLogger.Sink(
              new TextForm(),
              MDC.getMDCAdapter(),
              Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
              lines::add));

  @Test
  void nothingIsWrittenUntilTheWorkIsOver() {
    Quiet.during(
        () -> {
          Quiet.during(() -> log.warn("inner"));
          log.warn("outer");
        });
    assertEquals(List.of(), lines);
    log.warn("afterwards");
    assertEquals(1, lines.size());
  }

  @Test
  void workThatFailsIsOverAsWell() {
    assertThrows(
        IOException.class,
        () ->
            Quiet.during(
                () -> {
                  throw new IOException("the work failed");
                }));
    log.warn("afterwards");
    assertEquals(1, lines.size());
  }
}
