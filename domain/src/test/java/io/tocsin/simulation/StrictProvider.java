package io.tocsin.simulation;

import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Invitation;
import io.tocsin.meeting.MeetingProvider;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A provider that makes one meeting per key, is slow, may be out for a while, and whose answers get
 * lost after it did what it was told.
 */
final class StrictProvider implements MeetingProvider {
  static final String NAME = "strict";

  final Map<String, Held> meetings = new HashMap<>();
  final List<String> overlaps = new ArrayList<>();
  int calls;

  private final Map<String, Integer> under = new HashMap<>();
  private final Random random;
  private final Kernel kernel;
  private final MeetingWeather weather;
  private final Consumer<Held> tells;

  /** A meeting there. */
  static final class Held {
    final String id;
    final String key;
    final String reference;
    String title;
    Instant start;
    boolean alive = true;
    final List<Instant> starts = new ArrayList<>();

    Held(String id, Invitation invitation) {
      this.id = id;
      this.key = invitation.meetingId();
      this.reference = invitation.reference();
      this.title = invitation.title();
      this.start = invitation.slot().start();
      starts.add(start);
    }
  }

  StrictProvider(Random random, Kernel kernel, MeetingWeather weather, Consumer<Held> tells) {
    this.random = random;
    this.kernel = kernel;
    this.weather = weather;
    this.tells = tells;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Booking book(Invitation invitation) {
    return call(
        invitation,
        () -> {
          if (!invitation.slot().start().isAfter(kernel.clock().instant())) {
            throw new AssertionError("booked in the past: " + invitation.title());
          }
          Held held =
              meetings.computeIfAbsent(
                  invitation.meetingId(), key -> new Held("p" + meetings.size(), invitation));
          tells.accept(held);
          return booking(held);
        });
  }

  @Override
  public Booking change(Booking booking, Invitation invitation) {
    return call(
        invitation,
        () -> {
          Held held = held(booking);
          if (!held.alive) {
            throw new ProviderException(Kind.GONE, "gone");
          }
          held.title = invitation.title();
          held.start = invitation.slot().start();
          held.starts.add(held.start);
          tells.accept(held);
          return booking(held);
        });
  }

  @Override
  public void cancel(Booking booking, Invitation invitation) {
    call(
        invitation,
        () -> {
          Held held = held(booking);
          held.alive = false;
          tells.accept(held);
          return booking;
        });
  }

  @Override
  public Optional<Booking> find(Invitation invitation) {
    return call(
        invitation,
        () ->
            Optional.ofNullable(meetings.get(invitation.meetingId()))
                .filter(held -> held.alive)
                .map(this::booking));
  }

  private Held held(Booking booking) {
    return meetings.values().stream()
        .filter(held -> held.id.equals(booking.id()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such meeting: " + booking));
  }

  private Booking booking(Held held) {
    return new Booking(NAME, held.id, Optional.of(URI.create("https://meet.test/" + held.id)));
  }

  /** What may happen to a call at either end and on its way. */
  private <T> T call(Invitation invitation, java.util.function.Supplier<T> work) {
    calls++;
    String key = invitation.meetingId();
    if (under.merge(key, 1, Integer::sum) > 1) {
      overlaps.add(key);
    }
    try {
      kernel.sleep(Duration.ofMillis(random.nextInt(300)));
      weather.maybeCrash(random);
      if (weather.out(kernel.clock().instant())) {
        kernel.sleep(Duration.ofSeconds(random.nextInt(10)));
        throw new ProviderException(Kind.TRANSIENT, "out");
      }
      T result = work.get();
      kernel.sleep(Duration.ofMillis(random.nextInt(300)));
      weather.maybeCrash(random);
      if (random.nextDouble() < weather.lostAnswer()) {
        kernel.sleep(Duration.ofSeconds(10));
        throw new ProviderException(Kind.TRANSIENT, "no answer in time");
      }
      return result;
    } finally {
      under.merge(key, -1, Integer::sum);
    }
  }
}
