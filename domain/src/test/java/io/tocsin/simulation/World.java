package io.tocsin.simulation;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.AlertRouter;
import io.tocsin.delivery.DeadLetters;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Drainer;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.RetryRules;
import io.tocsin.delivery.Sweep;
import io.tocsin.delivery.Wakes;
import io.tocsin.history.History;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.Route;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Dispatch as it is, around a strict service: routers, drainers and the tick as actors that may die
 * at any call, wakes that get lost or come twice, answers that get lost, outages.
 */
final class World {
  static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  /**
   * How rough it is.
   *
   * @param outage how long the busy lane's service fails from the start, with {@code status}
   */
  record Weather(double crash, double lostWake, double lostAnswer, Duration outage, int status) {}

  final StrictService service = new StrictService();
  final List<Delivery> buried = new ArrayList<>();
  final History history;
  final Outbox outbox;
  int crashes;
  int lostAnswers;

  private final Random random;
  private final Weather weather;
  private final Kernel kernel = new Kernel(START);
  private final Clock clock = kernel.clock();
  private final AlertRouter router;
  private final Drainer drainer;
  private final Sweep sweep;
  private final List<Alert> accepted = new ArrayList<>();

  World(long seed, Weather weather) {
    this.random = new Random(seed);
    this.weather = weather;
    MemoryMaps maps = new MemoryMaps();
    this.outbox = new MapOutbox(maps);
    this.history = new MapHistory(maps);
    Outbox fragile = fragile(Outbox.class, outbox);
    Wakes wakes = fragile(Wakes.class, this::wake);
    AlertQueue alerts = fragile(AlertQueue.class, this::enqueue);
    this.router = new AlertRouter(routing(), fragile, wakes, clock);
    this.sweep = new Sweep(fragile, wakes, clock);
    this.drainer =
        new Drainer(
            fragile,
            fragile(History.class, history),
            routing(),
            Map.of(service.name(), service),
            this::send,
            wakes,
            fragile(DeadLetters.class, new Graveyard()),
            alerts,
            RetryRules.DEFAULT,
            clock,
            kernel::sleep,
            random,
            () -> "drain-" + random.nextLong());
  }

  private static Routing routing() {
    Target busy = new Target("busy", "strict", "busy", Map.of("url", Secret.of("x")));
    Target quiet = new Target("quiet", "strict", "quiet", Map.of("url", Secret.of("y")));
    return new Routing(
        Map.of("busy", busy, "quiet", quiet),
        List.of(
            new Route(
                List.of(new Matcher("type", Set.of("both"))), List.of("busy", "quiet"), false),
            new Route(List.of(new Matcher("type", Set.of("quiet"))), List.of("quiet"), false),
            new Route(List.of(), List.of("busy"), false)),
        Map.of());
  }

  /** An alert is put on the queue. */
  Alert alert(int number, String type, Severity severity, Duration after) {
    Instant at = START.plus(after);
    Alert alert =
        Alert.builder("a" + number, "test", "service", "alert " + number)
            .type(type)
            .severity(severity)
            .receivedAt(at)
            .build();
    accepted.add(alert);
    kernel.spawn(at, () -> route(alert, 0));
    return alert;
  }

  /** Runs to the end of all work. */
  void run(Duration horizon) {
    for (int minute = 1; minute <= horizon.toMinutes(); minute++) {
      kernel.spawn(START.plus(Duration.ofMinutes(minute)), sweep::run);
    }
    kernel.run(START.plus(horizon).plus(Duration.ofHours(1)));
  }

  List<Alert> accepted() {
    return accepted;
  }

  /** The event source of the alerts queue: a message that was not acknowledged comes again. */
  private void route(Alert alert, int receives) {
    try {
      router.wake(router.accept(alert));
      if (random.nextInt(20) == 0 && receives < 3) {
        kernel.spawn(clock.instant().plusSeconds(5), () -> route(alert, receives + 1));
      }
    } catch (Kernel.Crash crash) {
      kernel.spawn(clock.instant().plusSeconds(30), () -> route(alert, receives + 1));
      throw crash;
    }
  }

  private void wake(java.util.Collection<String> lanes, Duration delay) {
    for (String lane : lanes) {
      if (random.nextDouble() < weather.lostWake()) {
        continue;
      }
      long millis = (delay.toMillis() + 999) / 1000 * 1000 + random.nextInt(200);
      kernel.spawn(clock.instant().plusMillis(millis), () -> drain(lane));
    }
  }

  private void drain(String lane) {
    try {
      drainer.drain(lane, clock.instant().plusSeconds(20));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<Boolean> enqueue(List<Alert> alerts) {
    alerts.forEach(alert -> kernel.spawn(clock.instant(), () -> route(alert, 0)));
    return alerts.stream().map(alert -> true).toList();
  }

  private Reply send(Request request) {
    kernel.sleep(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 4000 : 200)));
    maybeCrash();
    boolean failing =
        clock.instant().isBefore(START.plus(weather.outage()))
            && request.url().reveal().equals("busy");
    int status = service.arrive(request, clock.instant(), failing ? weather.status() : 200);
    kernel.sleep(Duration.ofMillis(random.nextInt(200)));
    maybeCrash();
    if (status == 200 && random.nextDouble() < weather.lostAnswer()) {
      lostAnswers++;
      return new Reply.Lost("the connection was reset");
    }
    return new Reply.Answer(status, Map.of(), "");
  }

  private void maybeCrash() {
    if (random.nextDouble() < weather.crash()) {
      crashes++;
      throw new Kernel.Crash();
    }
  }

  /** The same port, slow, and deadly before or after each call. */
  private <T> T fragile(Class<T> port, T real) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, args) -> {
              kernel.sleep(Duration.ofMillis(random.nextInt(15)));
              maybeCrash();
              try {
                Object result = method.invoke(real, args);
                maybeCrash();
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
    return port.cast(proxy);
  }

  private final class Graveyard implements DeadLetters {
    @Override
    public void bury(List<Delivery> deliveries) {
      buried.addAll(deliveries);
    }

    @Override
    public void unreadable(String messageId, String body, String reason) {
      throw new AssertionError("every message here is an alert");
    }
  }
}
