package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Setting;
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
    channel.settings().stream()
        .filter(Setting::required)
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
    return switch (name) {
      case "url", "homeserver" -> "https://sample.invalid/hook";
      case "secret" -> SIGNING_KEY;
      case "from", "to" -> "alerts@sample.invalid";
      case "topic" -> "arn:aws:sns:us-east-1:000000000000:sample";
      default -> "1";
    };
  }
}
