package io.tocsin.dispatch;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The environment's variables by name. When several functions run in one JVM, a property source
 * given in code takes their place: by the same names, or as {@code tocsin.give-up-after} for {@code
 * TOCSIN_GIVE_UP_AFTER}.
 */
@Singleton
final class Variables implements Function<String, Optional<String>> {
  private final Environment environment;

  Variables(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Optional<String> apply(String name) {
    return environment
        .getProperty(property(name), String.class)
        .or(() -> environment.getProperty(name, String.class));
  }

  private static String property(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
  }
}
