package io.tocsin.ingest.discord;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.value.PropertyResolver;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the front desk is told at the function's start, and checked then. */
@Context
final class DeskSettings {
  static final String DISCORD = "https://discord.com/api/v10";

  /** An address without user, query and fragment. */
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+(/[^\\s?#]*)?");

  private final Optional<Ed25519Key> publicKey;
  private final String api;

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming the variable that is wrong, and what it may be
   */
  DeskSettings(PropertyResolver properties) {
    this.publicKey = text(properties, "DISCORD_PUBLIC_KEY").map(DeskSettings::key);
    boolean local = text(properties, "TOCSIN_LOCAL").equals(Optional.of("true"));
    this.api = text(properties, "DISCORD_API_URL").map(url -> address(url, local)).orElse(DISCORD);
  }

  /** What interactions are signed with; without it there is no front desk. */
  Optional<Ed25519Key> publicKey() {
    return publicKey;
  }

  /** Where Discord's API is, without a slash at the end. */
  String api() {
    return api;
  }

  private static Ed25519Key key(String hex) {
    try {
      return Ed25519Key.of(hex);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "DISCORD_PUBLIC_KEY "
              + e.getMessage()
              + "; copy it from the application's page at Discord, under General Information",
          e);
    }
  }

  /** Answers hold secrets: in an account they go to Discord and to nobody else. */
  private static String address(String url, boolean local) {
    String whole = url.replaceFirst("/+$", "");
    if (!ADDRESS.matcher(whole).matches() || !(local || whole.equals(DISCORD))) {
      throw new IllegalArgumentException(
          "DISCORD_API_URL must be " + DISCORD + ", or, on one machine only, another address");
    }
    return whole;
  }

  private static Optional<String> text(PropertyResolver properties, String variable) {
    String property = variable.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("-", ".");
    return properties
        .getProperty(property, String.class)
        .or(() -> properties.getProperty(variable, String.class))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
