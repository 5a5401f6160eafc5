package io.tocsin.local.standins;

import java.util.HashMap;
import java.util.Map;

/** What a stand-in answers. */
record Answer(int status, Map<String, String> headers, String body) {
  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer json(int status, String body) {
    return new Answer(status, Map.of("Content-Type", "application/json"), body);
  }

  static Answer text(int status, String body) {
    return new Answer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
  }

  Answer with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }
}
