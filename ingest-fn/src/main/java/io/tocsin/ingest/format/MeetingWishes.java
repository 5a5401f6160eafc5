package io.tocsin.ingest.format;

import io.micronaut.context.env.Environment;
import io.tocsin.alert.Alert;
import io.tocsin.config.MeetingRoutes;
import io.tocsin.meeting.MeetingPages;
import io.tocsin.meeting.MeetingRules;
import io.tocsin.routing.Silencer;
import io.tocsin.routing.Silences;
import io.tocsin.wire.LinearPatterns;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** For which alerts people want meetings, as they configured it. */
@Singleton
final class MeetingWishes {
  private final MeetingRoutes routes;
  private final Silencer silencer;

  MeetingWishes(Environment environment, Silences silences, Clock clock) {
    this.routes = MeetingRoutes.read(name -> variable(environment, name));
    this.silencer = new Silencer(routes.routing(), silences, new LinearPatterns(), clock);
  }

  private static Optional<String> variable(Environment environment, String name) {
    String property = name.toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
    return environment
        .getProperty(property, String.class)
        .or(() -> environment.getProperty(name, String.class))
        .filter(value -> !value.isBlank());
  }

  boolean wanted(Alert alert, Instant now) {
    return !routes.routing().targets().isEmpty()
        && silencer.picks(alert, now).stream()
            .filter(pick -> pick.target().channel().equals(MeetingRoutes.CHANNEL))
            .anyMatch(pick -> pick.muted().isEmpty());
  }

  MeetingRules rules() {
    return routes.rules();
  }

  MeetingPages pages() {
    return new MeetingPages(routes.publicUrl());
  }
}
