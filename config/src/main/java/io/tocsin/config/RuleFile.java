package io.tocsin.config;

import io.tocsin.config.InvalidConfigException.Mistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of rules, as somebody wrote it.
 *
 * @param name by which its mistakes are told
 */
public record RuleFile(String name, String text) {
  private static final String ENDING = ".yml";
  static final int MOST_FILES = 50;

  /** The files of the rules that Tocsin brings, in {@code rules/} of this module. */
  static final List<String> BUILT_IN =
      List.of(
          "databases",
          "storage",
          "machines",
          "networks",
          "deployments",
          "messaging",
          "services",
          "data",
          "security",
          "business",
          "duties");

  /**
   * A folder's rule files, those that end in {@code .yml}, by their names.
   *
   * @throws InvalidRulesException when there are none that can be read, or more than {@value
   *     #MOST_FILES}
   */
  public static List<RuleFile> in(Path folder) {
    List<Path> paths;
    try (Stream<Path> found = Files.list(folder)) {
      paths = found.filter(path -> path.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw unusable(folder, "this is no folder that can be read");
    }
    if (paths.isEmpty() || paths.size() > MOST_FILES) {
      throw unusable(folder, "a folder of rules holds 1 to " + MOST_FILES + " files *" + ENDING);
    }
    return paths.stream().map(RuleFile::at).toList();
  }

  /** A file as it is; whether there are rules in it is not looked at. */
  static RuleFile at(Path path) {
    try {
      return new RuleFile(path.toString(), Files.readString(path));
    } catch (IOException e) {
      throw unusable(path, "this is no file that can be read as UTF-8 text");
    }
  }

  /** The rules that Tocsin brings. */
  static List<RuleFile> builtIn() {
    return BUILT_IN.stream().map(RuleFile::resource).toList();
  }

  private static RuleFile resource(String topic) {
    String name = "rules/" + topic + ENDING;
    try (InputStream file = RuleFile.class.getResourceAsStream("/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not in this package");
      }
      return new RuleFile(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
  }

  private static InvalidRulesException unusable(Path path, String mend) {
    return new InvalidRulesException(
        List.of(
            new InvalidRulesException.InFile(
                path.toString(), new Mistake(Optional.empty(), mend))));
  }
}
