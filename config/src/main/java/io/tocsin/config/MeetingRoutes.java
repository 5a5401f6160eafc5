package io.tocsin.config;

import io.tocsin.meeting.MeetingRules;
import io.tocsin.routing.Routing;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which alerts become meetings, for whoever must know that and has none of the targets' secrets.
 *
 * @param routing with targets that have no settings
 * @param publicUrl Tocsin's own address
 */
public record MeetingRoutes(Routing routing, MeetingRules rules, Optional<String> publicUrl) {
  /** The channel of the meeting desk. */
  public static final String CHANNEL = "meeting";

  /**
   * Reads them: from the file that {@code TOCSIN_CONFIG} names, or else from variables.
   *
   * @throws InvalidConfigException naming every mistake
   */
  public static MeetingRoutes read(Function<String, Optional<String>> variables) {
    Optional<String> publicUrl = PublicUrl.from(variables);
    Optional<Path> file = variables.apply("TOCSIN_CONFIG").map(Path::of);
    if (file.isEmpty()) {
      return new MeetingRoutes(
          DefaultRouting.ofMeetings(variables),
          MeetingSettings.from(variables).making(),
          publicUrl);
    }
    String text = RuleFile.at(file.get()).text();
    return new MeetingRoutes(
        ConfigReader.readRoutes(text), ConfigReader.readMeetings(text).making(), publicUrl);
  }
}
