package io.tocsin.config;

import io.tocsin.delivery.Setting;
import io.tocsin.keys.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks the addresses of targets. They may be credentials: what is said about one never quotes it.
 */
final class Addresses {
  private static final Set<String> DISCORD =
      Set.of("discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com");

  /** The hosts that a channel's service answers on; a channel not named here may use any. */
  private static final Map<String, Set<String>> HOSTS =
      Map.of(
          "discord",
          DISCORD,
          "discord-dm",
          DISCORD,
          "slack",
          Set.of("hooks.slack.com", "hooks.slack-gov.com"),
          "pagerduty",
          Set.of("events.pagerduty.com", "events.eu.pagerduty.com"));

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");
  private static final String WEBHOOKS = "/webhooks/";

  private final boolean local;

  /** Whether everything runs on one machine: then loopback, and plain HTTP to it, is allowed. */
  Addresses(boolean local) {
    this.local = local;
  }

  /** What is wrong with an address, in words that end a sentence and do not show it. */
  Optional<String> mistake(String channel, String url) {
    Optional<URI> parsed = parse(url);
    if (parsed.isEmpty() || parsed.get().getHost() == null) {
      return Optional.of("is not a URL");
    }
    URI uri = parsed.get();
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return Optional.of("must be a URL without user name and without #fragment");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (LOOPBACK.matcher(host).matches()) {
      return local && Set.of("http", "https").contains(lower(uri.getScheme()))
          ? Optional.empty()
          : Optional.of("leads to this machine, which only TOCSIN_LOCAL=true allows");
    }
    if (!lower(uri.getScheme()).equals("https")) {
      return Optional.of("must begin with https://");
    }
    Set<String> hosts = HOSTS.getOrDefault(channel, Set.of());
    return hosts.isEmpty() || hosts.contains(host)
        ? Optional.empty()
        : Optional.of("must lead to " + String.join(" or ", new TreeSet<>(hosts)));
  }

  /**
   * What two targets have in common when the service counts them together: the address, when it is
   * a credential and so says all; otherwise every setting that a target must have. Empty when there
   * is none, or one is missing.
   */
  Optional<Secret> place(String channel, List<Setting> settings, Map<String, Secret> values) {
    List<Setting> required = settings.stream().filter(Setting::required).toList();
    List<Setting> telling =
        required.stream()
            .filter(setting -> setting.secret() && setting.address())
            .findFirst()
            .map(List::of)
            .orElse(required);
    List<String> parts = new ArrayList<>();
    for (Setting setting : telling) {
      Optional.ofNullable(values.get(setting.name()))
          .map(Secret::reveal)
          .map(value -> setting.address() ? place(channel, value) : value)
          .ifPresent(parts::add);
    }
    return Optional.of(Secret.of(channel + "\n" + String.join("\n", parts)))
        .filter(place -> !parts.isEmpty() && parts.size() == telling.size());
  }

  /**
   * What two addresses have in common when they are one place with one rate limit: neither the
   * query (a thread), nor the API's version, nor the service's other names make another webhook.
   */
  String place(String channel, String url) {
    Optional<URI> parsed = parse(url);
    if (parsed.isEmpty() || parsed.get().getHost() == null) {
      return url;
    }
    URI uri = parsed.get();
    String path = uri.getRawPath().replaceAll("/+$", "");
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (HOSTS.getOrDefault(channel, Set.of()).contains(host) && path.contains(WEBHOOKS)) {
      return channel + " " + path.substring(path.indexOf(WEBHOOKS));
    }
    return channel + " " + host + ":" + uri.getPort() + path;
  }

  private static Optional<URI> parse(String url) {
    try {
      return Optional.of(new URI(url));
    } catch (URISyntaxException e) {
      // Its message shows the URL, so nothing of it goes on.
      return Optional.empty();
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
