package io.tocsin.scheduler;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The environment's variables, by their own names, without those that are blank. */
@Singleton
final class Variables implements Function<String, Optional<String>> {
  private final Environment environment;

  Variables(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Optional<String> apply(String name) {
    return value(property(name))
        .or(() -> value(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Optional<String> value(String name) {
    return environment.getProperty(name, String.class);
  }

  /** {@code tocsin.public-url} for {@code TOCSIN_PUBLIC_URL}. */
  private static String property(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
  }
}
