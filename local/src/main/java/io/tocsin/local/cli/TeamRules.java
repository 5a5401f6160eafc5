package io.tocsin.local.cli;

import io.tocsin.config.ConfigReader;
import io.tocsin.config.InvalidRulesException;
import io.tocsin.config.InvalidRulesException.InFile;
import io.tocsin.config.RuleFile;
import io.tocsin.config.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rules that {@code tocsin.yml} names. */
final class TeamRules {
  private TeamRules() {}

  /** Their folder, which is named relative to the file's own. */
  static Optional<Path> folder(ConfigFile file) {
    return ConfigReader.readMeetings(file.text())
        .rules()
        .map(folder -> file.path().resolveSibling(folder));
  }

  /** What is wrong with them; {@code tocsin.yml} itself has no mistakes. */
  static List<InFile> mistakes(ConfigFile file) {
    try {
      folder(file).map(RuleFile::in).ifPresent(Rules::with);
      return List.of();
    } catch (InvalidRulesException e) {
      return e.mistakes();
    }
  }
}
