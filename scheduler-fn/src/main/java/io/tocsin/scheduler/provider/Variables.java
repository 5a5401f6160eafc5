package io.tocsin.scheduler.provider;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.value.PropertyResolver;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The environment's variables by name, without those that are blank. */
public final class Variables implements Function<String, Optional<String>> {
  private final PropertyResolver properties;

  public Variables(PropertyResolver properties) {
    this.properties = properties;
  }

  @Override
  public Optional<String> apply(String name) {
    return value(property(name))
        .or(() -> value(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Optional<String> value(String name) {
    return properties.getProperty(name, ArgumentConversionContext.STRING);
  }

  /** {@code slotify.api-url} for {@code SLOTIFY_API_URL}. */
  private static String property(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
  }
}
