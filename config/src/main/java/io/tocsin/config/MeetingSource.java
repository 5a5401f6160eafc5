package io.tocsin.config;

import io.tocsin.analysis.Rulebook;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the making of meetings is configured: in {@code tocsin.yml} when there is one, in variables
 * otherwise.
 *
 * @param settings what it says of meetings
 * @param rules those that Tocsin brings, and the team's own
 */
public record MeetingSource(MeetingSettings settings, Rulebook rules) {

  /**
   * Reads it.
   *
   * @param variables of which {@code TOCSIN_CONFIG} is the path of the file
   * @throws InvalidConfigException naming every mistake in the settings
   * @throws InvalidRulesException naming every mistake in the rules
   */
  public static MeetingSource read(Function<String, Optional<String>> variables) {
    return variables
        .apply("TOCSIN_CONFIG")
        .map(Path::of)
        .map(
            file ->
                new MeetingSource(
                    ConfigReader.readMeetings(RuleFile.at(file).text()), Rules.of(file)))
        .orElseGet(() -> new MeetingSource(MeetingSettings.from(variables), Rules.builtIn()));
  }
}
