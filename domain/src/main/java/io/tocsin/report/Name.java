package io.tocsin.report;

import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery.State;
import java.util.Locale;

/** The names of the counters. They are for good, since stores have them. */
final class Name {
  static final String RETRIES = "retries";
  static final String THROTTLED = "throttled-millis";
  static final String TOOK = "took-";
  static final String ALERTS = "alerts-";
  static final String ATTEMPTS = "attempt-";
  static final String WANTED = "meetings-wanted";
  static final String SET = "meetings-set";
  static final String MOVED = "meetings-moved";
  static final String HELD = "meetings-held";
  static final String CANCELLED = "meetings-cancelled";

  private Name() {}

  static String ended(State state) {
    return "ended-" + lower(state);
  }

  static String attempt(String outcome) {
    return ATTEMPTS + outcome;
  }

  static String took(int bucket) {
    return TOOK + bucket;
  }

  static String alerts(Severity severity) {
    return ALERTS + lower(severity);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
