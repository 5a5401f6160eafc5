package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.keys.Secret;
import io.tocsin.local.standins.SlotifyEvent.Status;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Slotify, as far as Tocsin uses it: meetings are made, read, listed, changed and cancelled, and
 * made once for each idempotency key. What people do with a meeting on its page is told to Tocsin.
 *
 * <p>May be used by any number of threads.
 */
public final class SlotifyStandIn {
  static final String PATH = "/slotify";
  static final String PAGE = "/standins/slotify";

  private static final int MOST_KEPT = 10_000;
  private static final Duration LATER = Duration.ofHours(1);
  private static final String MEETINGS = "/meetings";

  private final RandomGenerator random;
  private final Secret key;
  private final Secret formToken;
  private final SlotifyReports reports;
  private final Misbehaviour misbehaviour = new Misbehaviour();
  private final Map<String, SlotifyEvent> byId = new LinkedHashMap<>();
  private final Map<String, String> idByKey = new HashMap<>();
  private int number;

  public SlotifyStandIn(Clock clock, RandomGenerator random) {
    this.random = random;
    this.key = Secret.of("slotify-" + Long.toHexString(random.nextLong()));
    this.formToken = Secret.of(Long.toHexString(random.nextLong()));
    this.reports = new SlotifyReports(clock);
  }

  /** The key it is called with. */
  public Secret key() {
    return key;
  }

  /** Has it tell of what people do, as its webhook does, signed with that key. */
  public void reportTo(URI tocsin, String keyId, Secret secret) {
    reports.to(tocsin, keyId, secret);
  }

  /** Misbehaves from now on. */
  public synchronized void fault(ServiceFault fault) {
    misbehaviour.begin(fault);
  }

  /** Misbehaves for so many calls. */
  public synchronized void fault(ServiceFault fault, int calls) {
    misbehaviour.begin(fault, calls);
  }

  /** How often each method was answered how, such as {@code POST 201}. */
  public synchronized Map<String, Integer> calls() {
    return misbehaviour.calls();
  }

  /** All meetings in the order in which they were made, the cancelled ones among them. */
  public synchronized List<SlotifyEvent> meetings() {
    return List.copyOf(byId.values());
  }

  /** Nobody but who was shown the page may press its buttons. */
  Secret formToken() {
    return formToken;
  }

  /** An answer, and how it fares on the way. */
  record Reaction(Answer answer, Fault fault) {}

  synchronized Reaction answer(ServiceRequest request) {
    ServiceFault fault = misbehaviour.next();
    Answer answer = Misbehaviour.instead(fault).orElseGet(() -> checked(request));
    misbehaviour.count(request.method(), fault, answer);
    return new Reaction(answer, fault.onTheWire());
  }

  private Answer checked(ServiceRequest request) {
    if (!request.header("authorization").equals(Optional.of("Bearer " + key.reveal()))) {
      return Misbehaviour.mistake(401, "the key is not known");
    }
    try {
      return route(request);
    } catch (InvalidJsonException e) {
      return Misbehaviour.mistake(400, "the body is no JSON");
    } catch (IllegalArgumentException e) {
      return Misbehaviour.mistake(422, String.valueOf(e.getMessage()));
    }
  }

  private Answer route(ServiceRequest request) throws InvalidJsonException {
    if (request.path().equals(MEETINGS)) {
      return switch (request.method()) {
        case "POST" -> create(request);
        case "GET" -> list(request);
        default -> Misbehaviour.mistake(405, "not that");
      };
    }
    Optional<SlotifyEvent> event =
        request.idBehind(MEETINGS + "/").flatMap(id -> Optional.ofNullable(byId.get(id)));
    if (event.isEmpty()) {
      return Misbehaviour.mistake(404, "there is no such meeting");
    }
    return switch (request.method()) {
      case "GET" -> shown(200, event.get(), request);
      case "PATCH" -> change(event.get(), request);
      case "DELETE" -> cancel(event.get(), request);
      default -> Misbehaviour.mistake(405, "not that");
    };
  }

  private Answer create(ServiceRequest request) throws InvalidJsonException {
    Optional<String> once = request.header("idempotency-key");
    Optional<String> before = once.map(idByKey::get);
    if (before.isPresent()) {
      return shown(200, event(before.get()), request);
    }
    JsonNode json = Wire.parse(request.body());
    String id = "slotify-meeting-" + Long.toHexString(random.nextLong());
    SlotifyEvent event =
        SlotifyJson.complete(SlotifyJson.read(json, SlotifyJson.blank(number + 1, id)));
    number++;
    byId.put(id, event);
    once.ifPresent(text -> idByKey.put(text, id));
    if (byId.size() > MOST_KEPT) {
      byId.remove(byId.keySet().iterator().next());
      idByKey.values().retainAll(byId.keySet());
    }
    return shown(201, event, request);
  }

  private Answer list(ServiceRequest request) {
    String reference = request.query().getOrDefault("alert_reference", "");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var meetings = json.putArray("meetings");
    byId.values().stream()
        .filter(event -> event.reference().equals(reference))
        .map(event -> SlotifyJson.write(event, url(event, request)))
        .forEach(meetings::add);
    return Answer.json(200, Wire.write(json));
  }

  private Answer change(SlotifyEvent event, ServiceRequest request) throws InvalidJsonException {
    if (!event.open()) {
      return Misbehaviour.mistake(409, "the meeting is over");
    }
    SlotifyEvent changed = SlotifyJson.read(Wire.parse(request.body()), event);
    boolean moved = !changed.time().equals(event.time());
    byId.put(event.id(), moved ? changed.at(changed.time()) : changed);
    return shown(200, event(event.id()), request);
  }

  private Answer cancel(SlotifyEvent event, ServiceRequest request) {
    if (event.status() == Status.COMPLETED) {
      return Misbehaviour.mistake(409, "the meeting is over");
    }
    byId.put(event.id(), event.with(Status.CANCELLED));
    return shown(200, event(event.id()), request);
  }

  private static Answer shown(int status, SlotifyEvent event, ServiceRequest request) {
    return Answer.json(status, Wire.write(SlotifyJson.write(event, url(event, request))));
  }

  private static String url(SlotifyEvent event, ServiceRequest request) {
    return "http://" + request.header("host").orElse("localhost") + PAGE + "#" + event.id();
  }

  private SlotifyEvent event(String id) {
    return Optional.ofNullable(byId.get(id)).orElseThrow();
  }

  /** Somebody says that it took place. */
  public void complete(String id) {
    press(id, event -> event.with(Status.COMPLETED));
  }

  /** Somebody takes it back. */
  public void cancel(String id) {
    press(id, event -> event.with(Status.CANCELLED));
  }

  /** Somebody puts it off by an hour. */
  public void putOff(String id) {
    press(id, event -> event.at(event.time().plus(LATER)));
  }

  private void press(String id, UnaryOperator<SlotifyEvent> change) {
    List<SlotifyEvent> changed = new ArrayList<>();
    synchronized (this) {
      Optional.ofNullable(byId.get(id))
          .filter(SlotifyEvent::open)
          .map(change)
          .ifPresent(event -> changed.add(event));
      changed.forEach(event -> byId.put(id, event));
    }
    // Tocsin may ask something back before it answers, so nothing is locked meanwhile.
    for (SlotifyEvent event : changed) {
      String words = reports.tell(event);
      synchronized (this) {
        byId.computeIfPresent(id, (any, now) -> now.told(words));
      }
    }
  }
}
