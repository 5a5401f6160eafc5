package io.tocsin.dispatch;

import io.tocsin.config.DiscordSettings;
import io.tocsin.config.PublicUrl;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the function is told at its start. Checked then, so that a mistake shows in the deployment
 * and not in the first alert.
 *
 * @param discord how Discord is spoken to; its timeout is that of every channel
 * @param config {@code tocsin.yml}, from {@code TOCSIN_CONFIG}
 * @param publicUrl Tocsin's own address, from {@code TOCSIN_PUBLIC_URL}
 * @param giveUpAfter the age at which a failing delivery is given up, from {@code
 *     TOCSIN_GIVE_UP_AFTER}
 * @param allowed what guarded requests may reach besides the open internet, from {@code
 *     TOCSIN_ALLOW_ADDRESSES}
 */
record Settings(
    DiscordSettings discord,
    Optional<Path> config,
    Optional<String> publicUrl,
    Duration giveUpAfter,
    AllowedAddresses allowed) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

  /**
   * Reads the variables; one that is not set, or blank, has its default.
   *
   * @throws RuntimeException naming a variable that is wrong, and what it may be
   */
  static Settings from(Function<String, Optional<String>> variables) {
    Function<String, Optional<String>> set =
        name -> variables.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    return new Settings(
        DiscordSettings.from(set),
        set.apply("TOCSIN_CONFIG").map(Path::of),
        PublicUrl.from(set),
        set.apply("TOCSIN_GIVE_UP_AFTER").map(Settings::age).orElse(GIVE_UP_AFTER),
        set.apply("TOCSIN_ALLOW_ADDRESSES")
            .map(AllowedAddresses::parse)
            .orElse(AllowedAddresses.NONE));
  }

  private static Duration age(String value) {
    Optional<Duration> age;
    try {
      age = Optional.of(Duration.parse(value));
    } catch (DateTimeException e) {
      age = Optional.empty();
    }
    return age.filter(time -> time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "TOCSIN_GIVE_UP_AFTER must be a time from PT1M to P30D, such as PT24H"));
  }
}
