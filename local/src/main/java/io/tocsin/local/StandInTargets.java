package io.tocsin.local;

import io.tocsin.config.DefaultRouting;
import io.tocsin.keys.Secret;
import io.tocsin.local.standins.StandIns;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leads what has no real address to the stand-ins. An address that is set is never replaced.
 *
 * <p>Without {@code tocsin.yml}: with none of the {@code DISCORD_WEBHOOK_*} set each gets a
 * stand-in, otherwise {@code GENERAL} alone if it is not set, since the others fall back to it.
 * With the file: each variable it refers to that is not set, when its name says which service. And
 * without a bot of one's own, the stand-in's tells the owners of keys. Slotify and ChainSync are
 * stand-ins unless either of their variables is set, and without the file two people are invited
 * whom nobody knows.
 */
final class StandInTargets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
  private static final String GENERAL = "DISCORD_WEBHOOK_GENERAL";
  private static final String BOT = "DISCORD_BOT_TOKEN";
  private static final String API = "DISCORD_API_URL";
  private static final String ATTENDEES = "TOCSIN_MEETING_ATTENDEES";

  private final StandIns standIns;
  private final Map<String, String> environment;

  StandInTargets(StandIns standIns, Map<String, String> environment) {
    this.standIns = standIns;
    this.environment = environment;
  }

  /** The variables that lead to stand-ins. */
  Map<String, String> variables(Optional<Path> config) {
    Map<String, String> variables = new HashMap<>();
    if (config.isPresent()) {
      Matcher reference = REFERENCE.matcher(text(config.get()));
      while (reference.find()) {
        lead(reference.group(1), variables);
      }
    } else if (DefaultRouting.variables().stream().noneMatch(this::set)) {
      DefaultRouting.variables().forEach(name -> lead(name, variables));
    } else {
      lead(GENERAL, variables);
    }
    if (!set(BOT) && !set(API)) {
      variables.put(BOT, standIns.discord().bot().token().reveal());
      variables.put(API, standIns.url() + "/api/v10");
    }
    if (config.isEmpty() && !set(ATTENDEES)) {
      variables.put(ATTENDEES, "on-call@example.org,lead@example.org");
    }
    service("SLOTIFY", standIns.slotifyUrl(), standIns.slotify().key(), variables);
    service("CHAINSYNC", standIns.chainSyncUrl(), standIns.chainSync().key(), variables);
    return variables;
  }

  private void service(String name, URI url, Secret key, Map<String, String> variables) {
    if (!set(name + "_API_URL") && !set(name + "_API_KEY")) {
      variables.put(name + "_API_URL", url.toString());
      variables.put(name + "_API_KEY", key.reveal());
    }
  }

  private void lead(String variable, Map<String, String> variables) {
    String name = variable.toLowerCase(Locale.ROOT);
    if (set(variable) || variable.equals(BOT)) {
      return;
    }
    if (name.contains("discord")) {
      String shortName = name.replaceFirst("^discord_webhook_", "");
      variables.put(variable, standIns.discordUrl(shortName, shortName).reveal());
    } else if (name.contains("slack")) {
      variables.put(variable, standIns.slackUrl(name).reveal());
    }
  }

  private boolean set(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  private static String text(Path config) {
    try {
      return Files.readString(config);
    } catch (IOException e) {
      throw new MendableException(
          "The configuration " + config + " cannot be read. Check the path given with --config.",
          e);
    }
  }
}
