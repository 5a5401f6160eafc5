package io.tocsin.dispatch;

import io.tocsin.config.ConfigReader;
import io.tocsin.config.Configuration;
import io.tocsin.config.DefaultRouting;
import io.tocsin.config.DirectMessages;
import io.tocsin.config.MeetingSettings;
import io.tocsin.delivery.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where routing and templates come from: {@code tocsin.yml} when there is one, the variables
 * otherwise.
 */
record RoutingSource(Collection<Channel> channels, Function<String, Optional<String>> variables) {
  private static final Logger LOG = LoggerFactory.getLogger(RoutingSource.class);

  Configuration read(Optional<Path> file) {
    Configuration configured =
        file.map(path -> ConfigReader.of(channels, variables).readAll(text(path)))
            .orElseGet(
                () ->
                    new Configuration(
                        DefaultRouting.from(variables), List.of(), MeetingSettings.NONE));
    Configuration configuration =
        DirectMessages.from(variables).map(configured::telling).orElse(configured);
    if (configured.routing().targets().isEmpty()) {
      LOG.warn(
          "no target is configured: alerts are recorded and go nowhere. Set TOCSIN_CONFIG, or one"
              + " of {}",
          DefaultRouting.variables());
    }
    return configuration;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "TOCSIN_CONFIG names a file that cannot be read as UTF-8 text: " + path, e);
    }
  }
}
