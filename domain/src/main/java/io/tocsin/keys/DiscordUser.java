package io.tocsin.keys;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Discord user who owns keys: the owner {@code discord:ID}.
 *
 * @param id Discord's id of the user: 1 to 20 digits
 * @see <a href="https://discord.com/developers/docs/reference#snowflakes">Discord: snowflakes</a>
 */
public record DiscordUser(String id) {
  private static final String PREFIX = "discord:";
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

  public DiscordUser {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("a Discord user's id has 1 to 20 digits");
    }
  }

  /** The user that owner is; empty when it is none. */
  public static Optional<DiscordUser> of(String owner) {
    return Optional.of(owner)
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .filter(id -> ID.matcher(id).matches())
        .map(DiscordUser::new);
  }

  /** What a key's owner is called that is this user. */
  public String owner() {
    return PREFIX + id;
  }
}
