package io.tocsin.local.standins;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a service behaves at the moment, and what it answered how often. Its owner locks. */
final class Misbehaviour {
  private static final int UNTIL_HEALED = Integer.MAX_VALUE;

  private final Map<String, Integer> calls = new TreeMap<>();
  private ServiceFault fault = ServiceFault.NONE;
  private int left;

  void begin(ServiceFault kind) {
    begin(kind, UNTIL_HEALED);
  }

  /** Misbehaves for so many calls. */
  void begin(ServiceFault kind, int times) {
    fault = kind;
    left = times;
  }

  /** How the next call fares. */
  ServiceFault next() {
    if (left == 0) {
      return ServiceFault.NONE;
    }
    left -= left == UNTIL_HEALED ? 0 : 1;
    return fault;
  }

  /** What is answered instead, when nothing is to be done. */
  static Optional<Answer> instead(ServiceFault fault) {
    return switch (fault) {
      case NONE, LOST -> Optional.empty();
      case DOWN, SLOW -> Optional.of(Answer.text(503, ""));
      case SERVER_ERROR -> Optional.of(mistake(500, "something broke"));
      case THROTTLED ->
          Optional.of(mistake(429, "too many requests").with(Map.of("Retry-After", "7")));
      case REFUSED -> Optional.of(mistake(401, "the key is not known"));
    };
  }

  static Answer mistake(int status, String message) {
    return Answer.json(status, "{\"message\":\"" + message + "\"}");
  }

  void count(String method, ServiceFault fault, Answer answer) {
    boolean heard = fault.onTheWire() == Fault.NONE;
    calls.merge(method + " " + (heard ? answer.status() : "no answer"), 1, Integer::sum);
  }

  /** Such as {@code POST 201} or {@code POST no answer}, and how often. */
  Map<String, Integer> calls() {
    return new TreeMap<>(calls);
  }
}
