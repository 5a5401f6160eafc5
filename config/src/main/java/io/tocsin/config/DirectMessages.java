package io.tocsin.config;

import io.tocsin.keys.Secret;
import io.tocsin.routing.InPerson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether the owners of keys are told in person: by the bot of {@code DISCORD_BOT_TOKEN}. */
public final class DirectMessages {
  private static final String CHANNEL = "discord-dm";
  private static final String TOKEN = "DISCORD_BOT_TOKEN";
  private static final String API = "DISCORD_API_URL";

  /** The channel puts it there itself. */
  private static final String VERSION = "/api/v10";

  private DirectMessages() {}

  /**
   * Reads the variables; without the first there are no direct messages.
   *
   * @throws InvalidConfigException naming each variable that cannot be used
   */
  public static Optional<InPerson> from(Function<String, Optional<String>> lookup) {
    Variables variables = new Variables(lookup);
    Optional<String> token = variables.get(TOKEN);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    Mistakes mistakes = new Mistakes();
    if (!token.get().matches("[!-~]+")) {
      mistakes.add(TOKEN + " must be a bot's token: one word, without spaces");
    }
    Map<String, Secret> settings = new HashMap<>();
    settings.put("token", Secret.of(token.get()));
    variables
        .get(API)
        .map(url -> url.replaceFirst("/+$", ""))
        .ifPresent(
            url -> {
              mistake(url, variables.local()).ifPresent(mend -> mistakes.add(API + " " + mend));
              settings.put("url", Secret.of(url.substring(0, base(url))));
            });
    mistakes.check();
    return Optional.of(new InPerson(CHANNEL, "user_id", settings));
  }

  private static Optional<String> mistake(String url, boolean local) {
    return url.endsWith(VERSION)
        ? new Addresses(local).mistake(CHANNEL, url)
        : Optional.of("must end with " + VERSION);
  }

  private static int base(String url) {
    return Math.max(0, url.length() - VERSION.length());
  }
}
