package io.tocsin.desk;

import io.tocsin.keys.DiscordUser;
import io.tocsin.keys.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A slash command that a Discord user gave.
 *
 * @param id Discord's id of it, which tells when it was given: 1 to 19 digits
 * @param application Discord's id of the application it was given to: 1 to 20 digits
 * @param token lets whoever has it write the answer, for {@link #ANSWERABLE}: a secret
 * @param command the subcommand's name
 * @param options what was given with it, by name; what is absent was not given
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding">Discord:
 *     receiving and responding to interactions</a>
 */
public record Interaction(
    String id,
    String application,
    Secret token,
    DiscordUser user,
    String command,
    Map<String, String> options) {

  /** How long after it was given it can be answered. */
  public static final Duration ANSWERABLE = Duration.ofMinutes(15);

  /** The most options, and the longest value of one, that Discord sends. */
  public static final int MOST_OPTIONS = 25;

  public static final int LONGEST_OPTION = 6000;

  private static final Pattern ID = Pattern.compile("[0-9]{1,18}|[0-8][0-9]{18}");
  private static final Pattern APPLICATION = Pattern.compile("[0-9]{1,20}");

  /** A part of an address: nothing that would lead elsewhere. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._=~-]{0,1000}");

  /** Ids count milliseconds from the first second of 2015, above 22 other bits. */
  private static final long EPOCH = Instant.parse("2015-01-01T00:00:00Z").toEpochMilli();

  private static final int OTHER_BITS = 22;

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException naming what is wrong, without its value
   */
  public Interaction {
    check(ID.matcher(id).matches(), "id");
    check(APPLICATION.matcher(application).matches(), "application");
    check(TOKEN.matcher(token.reveal()).matches(), "token");
    check(
        options.size() <= MOST_OPTIONS
            && options.values().stream().allMatch(value -> value.length() <= LONGEST_OPTION),
        "options");
    options = Map.copyOf(options);
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("an interaction's " + what + " is not what Discord sends");
    }
  }

  /** When it was given, by Discord's clock, to the millisecond. */
  public Instant at() {
    return Instant.ofEpochMilli((Long.parseLong(id) >>> OTHER_BITS) + EPOCH);
  }
}
