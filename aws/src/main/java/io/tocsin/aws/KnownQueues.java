package io.tocsin.aws;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The queues that a function was told of, to be asked how full they are: each by a variable that is
 * called like it, such as {@code TOCSIN_ALERTS_FAILED_QUEUE_URL}.
 */
@Singleton
record KnownQueues(Environment environment) {
  private static final List<String> NAMES =
      List.of(
          "alerts",
          "wakes",
          "meetings",
          "interactions",
          "dead-letters",
          "alerts-failed",
          "wakes-failed",
          "meetings-failed",
          "interactions-failed");

  /** Their addresses by name: those of an alert's way in its order, then those of what failed. */
  Map<String, String> urls() {
    Map<String, String> urls = new LinkedHashMap<>();
    for (String name : NAMES) {
      environment
          .getProperty("tocsin." + name + "-queue-url", String.class)
          .filter(url -> !url.isBlank())
          .ifPresent(url -> urls.put(name, url));
    }
    return urls;
  }
}
