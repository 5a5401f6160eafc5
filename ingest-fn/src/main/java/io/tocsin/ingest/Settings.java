package io.tocsin.ingest;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.value.PropertyResolver;
import io.tocsin.config.ModelName;
import io.tocsin.keys.Secret;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What the function is told at its start. Checked then, so that a mistake shows in the deployment
 * and not in the first alert.
 */
@Context
final class Settings {
  private static final int MOST_PER_MINUTE = 1_000_000;
  private static final String USUAL_PER_MINUTE = "100";

  private final int keyQuota;
  private final int addressQuota;
  private final boolean openReads;
  private final boolean directMessages;
  private final Optional<WebhookKey> webhookKey;
  private final Optional<Path> config;
  private final Optional<ModelName> model;

  /** The key that is there from the start. */
  record WebhookKey(String id, Secret secret) {}

  /**
   * Reads the settings.
   *
   * @param properties the environment, or what stands in for it
   * @throws IllegalArgumentException naming the variable that is wrong, and what it may be
   */
  Settings(PropertyResolver properties) {
    this.keyQuota = perMinute(properties, "TOCSIN_KEY_QUOTA");
    this.addressQuota = perMinute(properties, "TOCSIN_ADDRESS_QUOTA");
    this.openReads = yesOrNo(properties, "TOCSIN_OPEN_READS");
    this.directMessages = yesOrNo(properties, "TOCSIN_DIRECT_MESSAGES");
    this.webhookKey =
        webhookKey(
            text(properties, "WEBHOOK_API_KEY").orElse(""),
            text(properties, "WEBHOOK_SECRET_KEY").orElse(""));
    this.config = text(properties, "TOCSIN_CONFIG").map(Path::of);
    this.model = ModelName.from(name -> text(properties, name));
  }

  /** Requests a minute for a key that has no quota of its own. */
  int keyQuota() {
    return keyQuota;
  }

  /** Requests a minute from one address. */
  int addressQuota() {
    return addressQuota;
  }

  /** Whether anybody may read. */
  boolean openReads() {
    return openReads;
  }

  /** Whether owners of keys are told in person; another function does that. */
  boolean directMessages() {
    return directMessages;
  }

  Optional<WebhookKey> webhookKey() {
    return webhookKey;
  }

  /** Where {@code tocsin.yml} is, for those of its settings that this function tells of. */
  Optional<Path> config() {
    return config;
  }

  /** The language model that analyses alerts, if one does; another function asks it. */
  Optional<ModelName> model() {
    return model;
  }

  /** A variable by its own name, or as a property: {@code tocsin.key-quota}. */
  private static Optional<String> text(PropertyResolver properties, String variable) {
    String property = variable.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("-", ".");
    return properties
        .getProperty(property, String.class)
        .or(() -> properties.getProperty(variable, String.class))
        .filter(value -> !value.isBlank());
  }

  private static int perMinute(PropertyResolver properties, String name) {
    String value = text(properties, name).orElse(USUAL_PER_MINUTE);
    if (value.matches("[0-9]{1,7}")) {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= MOST_PER_MINUTE) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        name + " must be a number from 1 to " + MOST_PER_MINUTE + ", not '" + value + "'");
  }

  private static boolean yesOrNo(PropertyResolver properties, String name) {
    String value = text(properties, name).orElse("false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(name + " must be true or false, not '" + value + "'");
    };
  }

  private static Optional<WebhookKey> webhookKey(String id, String secret) {
    if (id.isBlank() != secret.isBlank()) {
      throw new IllegalArgumentException(
          "WEBHOOK_API_KEY and WEBHOOK_SECRET_KEY belong together: set both or neither");
    }
    return id.isBlank() ? Optional.empty() : Optional.of(new WebhookKey(id, Secret.of(secret)));
  }
}
