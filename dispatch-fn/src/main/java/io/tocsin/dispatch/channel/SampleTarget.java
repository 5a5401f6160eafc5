package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Channel;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A target of any channel that leads nowhere, to write messages for that are not sent. */
final class SampleTarget {
  private static final String SIGNING_KEY =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("a sample, and nobody's key".getBytes(StandardCharsets.UTF_8));

  private SampleTarget() {}

  static Target of(Channel channel) {
    Map<String, Secret> settings = new HashMap<>();
    channel
        .settings()
        .forEach(setting -> settings.put(setting.name(), Secret.of(value(setting.name()))));
    return ready(channel, new Target("sample", channel.name(), "sample", settings));
  }

  /** The target with what would be asked for before it is first written to. */
  static Target ready(Channel channel, Target target) {
    return channel
        .opening(target)
        .map(
            opening -> {
              Map<String, Secret> settings = new HashMap<>(target.settings());
              settings.put(opening.setting(), Secret.of("1"));
              return new Target(target.name(), target.channel(), target.lane(), settings);
            })
        .orElse(target);
  }

  private static String value(String name) {
    if (name.contains("url") || name.contains("server")) {
      return "https://sample.invalid/hook";
    }
    return name.contains("secret") ? SIGNING_KEY : "1";
  }
}
