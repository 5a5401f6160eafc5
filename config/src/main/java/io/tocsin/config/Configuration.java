package io.tocsin.config;

import io.tocsin.routing.Routing;
import java.util.List;

/**
 * What {@code tocsin.yml} says.
 *
 * @param templates in the order of the file
 */
public record Configuration(Routing routing, List<TemplateRule> templates) {
  public Configuration {
    templates = List.copyOf(templates);
  }
}
