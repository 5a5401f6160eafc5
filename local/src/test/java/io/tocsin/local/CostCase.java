package io.tocsin.local;

import io.tocsin.aws.Meter.Used;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was used for a number of alerts.
 *
 * @param name what the column is called
 * @param used what was counted, by call
 * @param waited how long drains waited for their turn
 */
record CostCase(String name, int alerts, Map<String, Used> used, Duration waited) {
  /** What goes on whether there are alerts or not; it is reckoned by the month. */
  private static final Set<String> AT_REST =
      Set.of("invocation tick", "Query outbox/due", "Query history, meetings-due");

  private static final String POLL = ", empty";

  /** Dollars, in us-east-1, on demand. */
  static final double INVOCATION = 0.20e-6;

  static final double API_REQUEST = 1.00e-6;
  static final double GIGABYTE_SECOND = 0.0000133334;
  static final double SQS_REQUEST = 0.40e-6;
  static final double FAIR_QUEUE_REQUEST = 0.10e-6;
  static final double WRITE_UNIT = 0.625e-6;
  static final double READ_UNIT = 0.125e-6;

  /** Where a call goes. */
  enum Service {
    LAMBDA,
    SQS,
    DYNAMODB;

    static Service of(String call) {
      if (call.startsWith("invocation ")) {
        return LAMBDA;
      }
      return call.contains("Message") ? SQS : DYNAMODB;
    }
  }

  /** The calls that are made because of alerts. */
  Set<String> calls() {
    return used.keySet().stream()
        .filter(call -> !AT_REST.contains(call) && !call.endsWith(POLL))
        .collect(Collectors.toSet());
  }

  Used of(String call) {
    return used.getOrDefault(call, Used.NOTHING);
  }

  Used sum(Service service) {
    return calls().stream()
        .filter(call -> Service.of(call) == service)
        .map(this::of)
        .reduce(Used.NOTHING, Used::plus);
  }

  double perAlert(double amount) {
    return amount / alerts;
  }

  double seconds() {
    return waited.toMillis() / 1000.0;
  }

  /** What all the alerts cost together, in dollars. A drainer has one gigabyte. */
  double dollars() {
    int toAlerts = 0;
    for (String call : calls()) {
      if (Service.of(call) == Service.SQS && call.endsWith(" alerts")) {
        toAlerts += of(call).calls();
      }
    }
    return sum(Service.LAMBDA).calls() * INVOCATION
        + of("invocation ingest").calls() * API_REQUEST
        + seconds() * GIGABYTE_SECOND
        + sum(Service.SQS).calls() * SQS_REQUEST
        + toAlerts * FAIR_QUEUE_REQUEST
        + sum(Service.DYNAMODB).writeUnits() * WRITE_UNIT
        + sum(Service.DYNAMODB).readUnits() * READ_UNIT;
  }
}
