package io.tocsin.local.meetings;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanConfiguration;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The scheduler's context as its function has it. */
final class Scheduler {
  private Scheduler() {}

  static ApplicationContext start(Map<String, Object> properties, KeptExchanges exchanges) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("tocsin.local", "true");
    all.put("tocsin.services.retry-delay", "1ms");
    return ApplicationContext.builder()
        .beanConfigurations(
            BeanConfiguration.disabled("io.tocsin.ingest"),
            BeanConfiguration.disabled("io.tocsin.dispatch"))
        .deduceEnvironment(false)
        .banner(false)
        .environmentPropertySource(false)
        .properties(all)
        .singletons(exchanges, Clock.systemUTC())
        .start();
  }
}
