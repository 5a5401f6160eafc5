package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.config.InvalidConfigException;
import io.tocsin.dispatch.DryRun;
import io.tocsin.dispatch.channel.SampleAlerts;
import io.tocsin.local.MendableException;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code tocsin template preview}. */
final class Preview {
  private final Surroundings surroundings;

  Preview(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int run(String channel, Optional<String> type, Optional<Path> config, Optional<Path> alertFile) {
    Optional<Path> file = config.or(surroundings::config);
    Optional<String> text = file.map(Preview::text);
    Alert alert = alertFile.map(path -> alert(path, type)).orElseGet(() -> sample(type));
    try (DryRun dryRun = DryRun.with(Map.of())) {
      if (!dryRun.channels().contains(channel)) {
        surroundings
            .err()
            .println(
                "'"
                    + channel
                    + "' is no channel; there are "
                    + String.join(", ", dryRun.channels())
                    + ".");
        return 2;
      }
      DryRun.Preview preview = dryRun.preview(channel, text, alert);
      surroundings.out().println(preview.body());
      preview.mistakes().forEach(mistake -> surroundings.err().println(mistake));
      return preview.mistakes().isEmpty() ? 0 : 1;
    } catch (InvalidConfigException e) {
      throw new MendableException(file.map(path -> path + ":\n").orElse("") + e.getMessage(), e);
    }
  }

  private static Alert sample(Optional<String> type) {
    return SampleAlerts.ordinary(type.orElse(Alert.DEFAULT_TYPE));
  }

  private Alert alert(Path file, Optional<String> type) {
    try {
      JsonNode json = Wire.parse(text(file));
      if (json instanceof ObjectNode object) {
        type.ifPresent(name -> object.put("type", name));
      }
      return AlertJson.read(Wire.write(json), "preview", surroundings.clock().instant());
    } catch (InvalidJsonException e) {
      throw new MendableException(file + " holds no alert: " + e.getMessage(), e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new MendableException("There is no readable file " + file + ".", e);
    }
  }
}
