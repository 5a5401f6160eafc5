package io.tocsin.config;

import io.tocsin.routing.InPerson;
import io.tocsin.routing.Routing;
import java.util.List;

/**
 * What {@code tocsin.yml} says.
 *
 * @param templates in the order of the file
 */
public record Configuration(
    Routing routing, List<TemplateRule> templates, MeetingSettings meetings) {
  public Configuration {
    templates = List.copyOf(templates);
  }

  /** The same, with the owners of keys told in person. */
  public Configuration telling(InPerson way) {
    return new Configuration(routing.with(way), templates, meetings);
  }
}
