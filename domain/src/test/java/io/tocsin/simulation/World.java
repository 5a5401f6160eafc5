package io.tocsin.simulation;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.AlertRouter;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.DeadLetters;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Drainer;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.RetryRules;
import io.tocsin.delivery.Sweep;
import io.tocsin.delivery.Wakes;
import io.tocsin.delivery.Witness;
import io.tocsin.history.History;
import io.tocsin.routing.Silencer;
import io.tocsin.routing.Silences;
import io.tocsin.simulation.Weather.Fault;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MapSilences;
import io.tocsin.store.MemoryMaps;
import io.tocsin.watch.Metrics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Dispatch as it is, around a strict service: routers, drainers and the tick as actors that may die
 * at any call, stores that fail, wakes that get lost or come twice, answers that get lost, outages.
 */
final class World {
  static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  /** Longer than any outage here. */
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(210);

  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  final StrictService service;
  final Weather weather;
  final Map<String, Delivery> buried = new HashMap<>();
  final List<Alert> accepted = new ArrayList<>();
  final History history;
  final Outbox outbox;

  /** When each request under the address's limit was begun. */
  final List<Instant> sendings = new ArrayList<>();

  /** When each answer of the ban was in. */
  final List<Instant> banned = new ArrayList<>();

  /** Whatever may make somebody send again what was sent. */
  int disturbances;

  private final long seed;
  private final Random random;
  private final Kernel kernel = new Kernel(START);
  private final Clock clock = kernel.clock();
  private final AlertRouter router;
  private final Drainer drainer;
  private final Sweep sweep;
  private final Map<String, Integer> poison = new HashMap<>();

  World(long seed, Weather weather, int queueSize) {
    this.seed = seed;
    this.random = new Random(seed);
    this.weather = weather;
    this.service = new StrictService(weather, others(), poison);
    MemoryMaps maps = new MemoryMaps();
    this.outbox = new MapOutbox(maps);
    this.history = new MapHistory(maps);
    Outbox fragile = fragile(Outbox.class, outbox);
    History readable = fragile(History.class, history);
    Wakes wakes = fragile(Wakes.class, this::wake);
    AlertQueue alerts = fragile(AlertQueue.class, this::enqueue);
    Silencer silencer =
        new Silencer(
            Places.ROUTING,
            fragile(Silences.class, new MapSilences(maps)),
            expression -> expression::equals,
            clock);
    Witness once = new Once();
    this.router = new AlertRouter(Places.ROUTING, silencer, fragile, readable, wakes, clock, once);
    // Where all wakes are lost it is the tick's that remain.
    Wakes ticks = weather.lostWake() == 1 ? fragile(Wakes.class, this::surely) : wakes;
    this.sweep = new Sweep(fragile, ticks, Metrics.NONE, clock);
    this.drainer =
        new Drainer(
            fragile,
            readable,
            Places.ROUTING,
            channels(queueSize),
            this::send,
            wakes,
            fragile(DeadLetters.class, new Graveyard()),
            alerts,
            new RetryRules(RetryRules.DEFAULT.retries(), GIVE_UP_AFTER),
            clock,
            kernel::sleep,
            random,
            () -> "drain-" + random.nextLong(),
            once);
  }

  /** Sees every end at most once, whatever dies, is lost or comes twice. */
  private static final class Once implements Witness {
    private final Set<String> ended = new HashSet<>();

    @Override
    public void recorded(List<Delivery> deliveries) {
      for (Delivery delivery : deliveries) {
        if (!delivery.waits() && !ended.add(delivery.id())) {
          throw new AssertionError(delivery.id() + " ended twice");
        }
      }
    }
  }

  private static Map<String, Channel> channels(int queueSize) {
    return Map.of(
        StrictChannel.HOOK, new StrictChannel(StrictChannel.HOOK, queueSize),
        StrictChannel.PERSON, new StrictChannel(StrictChannel.PERSON, queueSize),
        Letters.MAIL, new StrictChannel(Letters.MAIL, Integer.MAX_VALUE));
  }

  private List<Instant> others() {
    List<Instant> at = new ArrayList<>();
    for (int i = 0; i < weather.others() * 10; i++) {
      at.add(START.plusMillis(random.nextInt(600_000)));
    }
    return at;
  }

  /** An alert is put on the queue. */
  Alert alert(int number, String type, Severity severity, Duration after) {
    return alert("a" + number, Optional.empty(), type, severity, Status.FIRING, after);
  }

  /** An alert of a name is put on the queue, which later ones share. */
  Alert alert(
      String id,
      Optional<String> name,
      String type,
      Severity severity,
      Status status,
      Duration after) {
    Instant at = START.plus(after);
    Alert alert =
        Alert.builder(id, "test", "service", "alert " + id)
            .type(type)
            .severity(severity)
            .status(status)
            .name(name)
            .labels(Map.of("team", "t" + id.hashCode() % 2))
            .receivedAt(at)
            .build();
    if (random.nextDouble() < weather.poison()) {
      poison.put(id, random.nextBoolean() ? 400 : 500);
    }
    accepted.add(alert);
    kernel.spawn(at, () -> route(alert, 0));
    return alert;
  }

  boolean poisoned(String alert) {
    return poison.containsKey(alert);
  }

  boolean anyPoison() {
    return !poison.isEmpty();
  }

  /** Runs to the end of all work, with a tick every minute. */
  void run(Duration horizon) {
    for (int minute = 1; minute <= horizon.toMinutes(); minute++) {
      kernel.spawn(START.plus(Duration.ofMinutes(minute)), this::tick);
    }
    try {
      kernel.run(START.plus(horizon).plus(Duration.ofHours(1)));
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + " in " + weather + ": " + e.getMessage(), e);
    }
  }

  private void tick() {
    try {
      sweep.run();
    } catch (StoreFailure e) {
      // The next minute's tick does it.
    }
  }

  /** The event source of the alerts queue: a message that was not acknowledged comes again. */
  private void route(Alert alert, int receives) {
    try {
      router.wake(router.accept(alert));
      if (random.nextInt(20) == 0 && receives < 3) {
        kernel.spawn(clock.instant().plusSeconds(5), () -> route(alert, receives + 1));
      }
    } catch (Kernel.Crash crash) {
      kernel.spawn(clock.instant().plus(VISIBILITY), () -> route(alert, receives + 1));
      throw crash;
    } catch (StoreFailure e) {
      kernel.spawn(clock.instant().plus(VISIBILITY), () -> route(alert, receives + 1));
    }
  }

  private void wake(Collection<String> lanes, Duration delay) {
    for (String lane : lanes) {
      if (random.nextDouble() >= weather.lostWake()) {
        surely(List.of(lane), delay);
      }
    }
  }

  /** Wakes are late, and some come twice. */
  private void surely(Collection<String> lanes, Duration delay) {
    for (String lane : lanes) {
      long millis = (delay.toMillis() + 999) / 1000 * 1000 + random.nextInt(200);
      kernel.spawn(clock.instant().plusMillis(millis), () -> drain(lane));
      if (random.nextInt(20) == 0) {
        kernel.spawn(clock.instant().plusMillis(millis + random.nextInt(5000)), () -> drain(lane));
      }
    }
  }

  private void drain(String lane) {
    try {
      drainer.drain(lane, clock.instant().plusSeconds(20));
    } catch (StoreFailure e) {
      // The wake comes again when nobody acknowledged it.
      kernel.spawn(clock.instant().plus(VISIBILITY), () -> drain(lane));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<Boolean> enqueue(List<Alert> alerts) {
    alerts.forEach(alert -> kernel.spawn(clock.instant(), () -> route(alert, 0)));
    return alerts.stream().map(alert -> true).toList();
  }

  private Reply send(Request request) {
    Instant end = clock.instant().plus(request.timeout());
    boolean mail = Letters.read(request).lane().equals(Letters.MAIL);
    if (!mail) {
      sendings.add(clock.instant());
    }
    kernel.sleep(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 4000 : 200)));
    maybeCrash();
    boolean hangs =
        Letters.read(request).lane().equals("busy")
            && weather.outage().fault() == Fault.HANGS
            && weather.outage().span().holds(clock.instant());
    Reply.Answer answer = service.arrive(request, clock.instant());
    if (hangs) {
      disturbances++;
      kernel.sleep(Duration.between(clock.instant(), end));
      return new Reply.Lost("no answer");
    }
    kernel.sleep(Duration.ofMillis(random.nextInt(200)));
    maybeCrash();
    if (random.nextDouble() < weather.lostAnswer()) {
      disturbances++;
      return new Reply.Lost("the connection was reset");
    }
    if (answer.status() == 429 && answer.headers().isEmpty()) {
      banned.add(clock.instant());
    }
    return answer;
  }

  private void maybeCrash() {
    if (random.nextDouble() < weather.crash()) {
      disturbances++;
      throw new Kernel.Crash();
    }
  }

  private void maybeFail() {
    maybeCrash();
    if (random.nextDouble() < weather.storeFails()) {
      disturbances++;
      throw new StoreFailure();
    }
  }

  /** The same port, slow, and failing or deadly before or after each call. */
  private <T> T fragile(Class<T> port, T real) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, args) -> {
              kernel.sleep(Duration.ofMillis(random.nextInt(15)));
              maybeFail();
              try {
                Object result = method.invoke(real, args);
                maybeFail();
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
    return port.cast(proxy);
  }

  /** A store or a queue could not be reached, or its answer got lost. */
  private static final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFailure() {
      super("store", null, false, false);
    }
  }

  private final class Graveyard implements DeadLetters {
    @Override
    public void bury(List<Delivery> deliveries) {
      deliveries.forEach(each -> buried.put(each.id(), each));
    }

    @Override
    public void unreadable(String messageId, String body, String reason) {
      throw new AssertionError("every message here is an alert");
    }
  }
}
