package io.tocsin.local.cli;

import io.tocsin.config.InvalidConfigException.Mistake;
import io.tocsin.local.MendableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file that a person wrote, and what is wrong in it. */
record ConfigFile(Path path, String text) {
  private static final String USUAL = "tocsin.yml";

  /**
   * Reads a file.
   *
   * @throws MendableException when it cannot be read
   */
  static ConfigFile read(Path path) {
    try {
      return new ConfigFile(path, Files.readString(path));
    } catch (IOException e) {
      throw new MendableException(
          "There is no file " + path + " that can be read as UTF-8 text. Check the path.", e);
    }
  }

  /** The one that is named, or else {@code TOCSIN_CONFIG}, or else {@code tocsin.yml} here. */
  static ConfigFile find(Optional<Path> named, Map<String, String> environment) {
    return read(
        named
            .or(
                () ->
                    Optional.ofNullable(environment.get("TOCSIN_CONFIG"))
                        .filter(path -> !path.isBlank())
                        .map(Path::of))
            .orElse(Path.of(USUAL)));
  }

  /** A line for each mistake, in the form that editors and CI systems make links of. */
  void print(List<Mistake> mistakes, String kind, PrintStream out) {
    for (Mistake mistake : mistakes) {
      String place = mistake.at().map(at -> ":" + at.line() + ":" + at.column()).orElse("");
      out.println(path + place + ": " + kind + mistake.mend());
    }
  }
}
