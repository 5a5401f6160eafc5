package io.tocsin.routing;

import io.tocsin.alert.EventId;
import io.tocsin.keys.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A configured place to tell.
 *
 * @param name what configuration and history call it
 * @param channel the channel's name, e.g. {@code discord}
 * @param lane whose rate budget it draws on; two targets on one Discord channel share a lane
 * @param settings what the channel needs to reach it, e.g. {@code url}; secret, never printed
 */
public record Target(String name, String channel, String lane, Map<String, Secret> settings) {
  public Target {
    settings = Map.copyOf(settings);
  }

  /** Tells the target from one of the same name that leads elsewhere, and tells nothing else. */
  public String fingerprint() {
    String all =
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue().reveal())
                .collect(Collectors.joining("\n"));
    return EventId.operator("target", name, channel, all);
  }

  /** The target with a setting that was found out. */
  public Target with(String setting, Secret value) {
    Map<String, Secret> more = new HashMap<>(settings);
    more.put(setting, value);
    return new Target(name, channel, lane, more);
  }
}
