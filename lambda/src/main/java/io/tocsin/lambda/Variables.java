package io.tocsin.lambda;

import io.micronaut.context.env.MapPropertySource;
import java.util.Map;

/** Variables that Micronaut treats like those of the environment, and prefers to them. */
public final class Variables extends MapPropertySource {
  public Variables(String name, Map<String, ?> variables) {
    super(name, Map.copyOf(variables));
  }

  @Override
  public PropertyConvention getConvention() {
    return PropertyConvention.ENVIRONMENT_VARIABLE;
  }
}
