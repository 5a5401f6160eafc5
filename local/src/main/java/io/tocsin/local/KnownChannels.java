package io.tocsin.local;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanConfiguration;
import io.tocsin.config.ConfigReader;
import io.tocsin.delivery.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The channels that dispatch has, found as it finds them, for who checks a configuration. */
public final class KnownChannels {
  private KnownChannels() {}

  /** A reader of {@code tocsin.yml} with these variables. Nothing is run for that. */
  public static ConfigReader reader(Map<String, String> environment) {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .beanConfigurations(
                Stream.of("io.tocsin.ingest", "io.tocsin.scheduler")
                    .map(BeanConfiguration::disabled)
                    .toArray(BeanConfiguration[]::new))
            .deduceEnvironment(false)
            .banner(false)
            .environmentPropertySource(false)
            .start()) {
      return ConfigReader.of(
          List.copyOf(context.getBeansOfType(Channel.class)),
          name -> Optional.ofNullable(environment.get(name)));
    }
  }
}
