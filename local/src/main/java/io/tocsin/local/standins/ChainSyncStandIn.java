package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.local.standins.SlotifyStandIn.Reaction;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * ChainSync, as far as Tocsin tells it of its alerts; it takes any id for one of an alert of its.
 *
 * <p>May be used by any number of threads.
 */
public final class ChainSyncStandIn {
  static final String PATH = "/chainsync";

  private static final int MOST_KEPT = 10_000;
  private static final String ALERTS = "/alerts/";

  private final Clock clock;
  private final Secret key;
  private final Misbehaviour misbehaviour = new Misbehaviour();
  private final Map<String, ChainSyncNotice> notices = new LinkedHashMap<>();

  public ChainSyncStandIn(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.key = Secret.of("chainsync-" + Long.toHexString(random.nextLong()));
  }

  /** The key it is called with. */
  public Secret key() {
    return key;
  }

  /** Misbehaves from now on. */
  public synchronized void fault(ServiceFault fault) {
    misbehaviour.begin(fault);
  }

  /** Misbehaves for so many calls. */
  public synchronized void fault(ServiceFault fault, int calls) {
    misbehaviour.begin(fault, calls);
  }

  /** How often each method was answered how, such as {@code PATCH 200}. */
  public synchronized Map<String, Integer> calls() {
    return misbehaviour.calls();
  }

  /** What it was told, by when it was told of an alert first. */
  public synchronized List<ChainSyncNotice> notices() {
    return List.copyOf(notices.values());
  }

  synchronized Reaction answer(ServiceRequest request) {
    ServiceFault fault = misbehaviour.next();
    Answer answer = Misbehaviour.instead(fault).orElseGet(() -> checked(request));
    misbehaviour.count(request.method(), fault, answer);
    return new Reaction(answer, fault.onTheWire());
  }

  private Answer checked(ServiceRequest request) {
    if (!request.header("x-api-key").equals(Optional.of(key.reveal()))) {
      return Misbehaviour.mistake(401, "the key is not known");
    }
    Optional<String> id = request.idBehind(ALERTS);
    if (id.isEmpty() || !request.method().equals("PATCH")) {
      return Misbehaviour.mistake(404, "there is nothing here");
    }
    try {
      return take(id.get(), Wire.parse(request.body()));
    } catch (InvalidJsonException e) {
      return Misbehaviour.mistake(400, "the body is no JSON");
    }
  }

  private Answer take(String id, JsonNode json) {
    String status = json.path("status").asText("");
    if (status.isBlank()) {
      return Misbehaviour.mistake(422, "status is missing");
    }
    int before = Optional.ofNullable(notices.get(id)).map(ChainSyncNotice::times).orElse(0);
    notices.put(
        id,
        new ChainSyncNotice(
            id,
            clock.instant(),
            status,
            json.path("meeting_url").asText(""),
            json.path("notes").asText(""),
            before + 1));
    if (notices.size() > MOST_KEPT) {
      notices.remove(notices.keySet().iterator().next());
    }
    return Answer.json(200, Wire.write(Map.of("alert_id", id, "status", status)));
  }
}
