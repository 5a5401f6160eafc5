package io.tocsin.routing;

import io.tocsin.keys.DiscordUser;
import io.tocsin.keys.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the owners of keys are told in person, without a target being configured for each.
 *
 * @param channel speaks to Discord users, e.g. {@code discord-dm}
 * @param user the channel's setting that names the user
 * @param settings the others, e.g. the bot's token
 */
public record InPerson(String channel, String user, Map<String, Secret> settings) {
  public InPerson {
    settings = Map.copyOf(settings);
  }

  /**
   * The target that leads to an owner, in a lane of its own; both have the owner's name, which no
   * configured one can have. Empty for an owner who is no Discord user.
   */
  public Optional<Target> target(String owner) {
    return DiscordUser.of(owner).map(this::target);
  }

  private Target target(DiscordUser owner) {
    Map<String, Secret> all = new HashMap<>(settings);
    all.put(user, Secret.of(owner.id()));
    return new Target(owner.owner(), channel, owner.owner(), all);
  }
}
