package io.tocsin.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.event.Level;

class AsideTest {
  private final List<String> lines = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");

  /** A clock that is as late as the test says. */
  private final class Moved extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void whateverIsThrownIsLoggedOnceAMinuteAndGoesNoFurther() {
    Clock clock = new Moved();
    LineLogger log =
        new LineLogger(
            "io.tocsin.Example",
            Level.INFO,
            new LineLogger.Sink(new JsonForm(), MDC.getMDCAdapter(), clock, lines::add));
    Aside aside = new Aside(clock, log);

    for (int second = 0; second < 90; second++) {
      aside.run(
          () -> {
            throw new NoClassDefFoundError("a part of the metrics");
          });
      now = now.plus(Duration.ofSeconds(1));
    }

    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("a part of the metrics"));
    aside.run(() -> lines.add("done"));
    assertEquals("done", lines.get(2));
  }

  @Test
  void metricsThatThrowAreAsIfTheyWereNone() {
    Metrics broken =
        new Metrics() {
          @Override
          public void note(Metric metric, double value, List<String> labels) {
            throw new IllegalStateException("no room");
          }

          @Override
          public void flush() {
            throw new IllegalStateException("nobody listens");
          }
        };
    Metrics safe = new SafeMetrics(broken, new Moved());

    safe.count(Metric.ALERTS_ROUTED);
    safe.flush();
  }
}
